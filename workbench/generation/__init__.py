"""Generation: from scores to a token, and from a prompt to a text."""

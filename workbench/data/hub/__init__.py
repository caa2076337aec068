"""Data sets of the Hugging Face Hub: which files they are made of, and how those come to this computer."""

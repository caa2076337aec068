"""What a model is worth: loss, perplexity, bits per byte."""

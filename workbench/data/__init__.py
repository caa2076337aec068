"""From a file or a sample corpus to token files and batches; no torch."""

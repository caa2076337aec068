"""The tokenizers: one file each, found by looking here; no list to edit."""

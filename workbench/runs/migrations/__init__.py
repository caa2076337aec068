"""Runs of earlier formats: one step a file, from each format to the next."""

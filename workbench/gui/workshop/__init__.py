"""The data workshop: a window to look inside the data before training; tokens, statistics, the first batches."""

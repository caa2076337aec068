"""One execution of an experiment: folder, metrics, checkpoints."""

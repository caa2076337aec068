"""Documents in, cleaner documents out: the steps of the experiment's section ``cleaning``, one after the other."""

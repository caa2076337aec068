"""The dialog of cleaning: the steps in their order, the settings of each, and what they do to real lines."""

"""The terminal as a reader of events: progress bar, plain lines or JSON; signals; failures in words."""

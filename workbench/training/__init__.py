"""The loop, its optimizers, devices and precision."""

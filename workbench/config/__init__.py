"""Experiment: what to do. Typed settings, YAML, presets; no torch, no Qt."""

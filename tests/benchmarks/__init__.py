"""Benchmarks: run by hand, each prints a table; none of them is a test that can fail on a busy day."""

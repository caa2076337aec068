"""Live plots behind set_data()."""

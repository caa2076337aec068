"""One function per user action: (what, emit, control) -> result."""

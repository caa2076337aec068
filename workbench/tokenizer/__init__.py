"""Text to ids and back; no torch."""

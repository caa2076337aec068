"""From described settings to forms."""

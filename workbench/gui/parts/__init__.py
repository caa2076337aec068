"""What a panel is made of where one file would be too long; panels share nothing with each other."""

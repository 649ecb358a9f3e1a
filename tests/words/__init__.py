"""Our own words: for people first, and easy to read."""

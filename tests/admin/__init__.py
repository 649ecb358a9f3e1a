"""The back office of moderators."""

"""The JSON API: the same search as the pages, for other software. docs/api.md is its contract."""

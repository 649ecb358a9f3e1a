"""The JSON API, as software that reads it would notice."""

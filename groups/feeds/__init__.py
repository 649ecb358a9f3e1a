"""Other people's formats: reading a feed into neutral records, and loading them into the directory."""

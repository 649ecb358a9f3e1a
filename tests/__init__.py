"""The suite. It mirrors groups/, one file for each behaviour."""

"""What each address answers with, an area a file."""

"""A printed schedule for a waiting room: the groups of a search or a list, by day, by area and by name."""

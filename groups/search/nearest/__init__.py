"""Which groups are nearest: one interface, one module for each database, identical answers."""

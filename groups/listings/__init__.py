"""The life of a listing: who proposes, confirms, changes, reports and decides, and when it must be asked about."""

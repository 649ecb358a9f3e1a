"""Speed, measured: ratios against a baseline in the same database and run, printed as tables."""

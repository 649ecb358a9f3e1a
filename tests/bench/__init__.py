"""The benches work: a small run of each, whose figures mean nothing."""

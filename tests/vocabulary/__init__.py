"""Tests of the shipped vocabulary files."""

"""Thin views: guard, form, verb, page."""

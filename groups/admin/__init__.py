"""The moderators' back office: Django's admin, with the search index kept in step by every write."""

from groups.admin import groups, helplines, sources, vocabulary

__all__ = ["groups", "helplines", "sources", "vocabulary"]

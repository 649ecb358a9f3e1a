"""The moderators' back office: Django's admin, with the search index kept in step by every write."""

from django.contrib import admin

from groups.admin import contact, groups, helplines, outbox, sources, vocabulary

admin.site.site_header = admin.site.site_title = "Directory: for moderators"

__all__ = ["contact", "groups", "helplines", "outbox", "sources", "vocabulary"]

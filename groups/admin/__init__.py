"""The moderators' back office: Django's admin, with the search index kept in step by every write."""

from django.contrib import admin

from groups.admin import (
    changes,
    contact,
    freshness,
    groups,
    helplines,
    organisers,
    outbox,
    proposals,
    providers,
    reports,
    scopes,
    sources,
    vocabulary,
)

admin.site.site_header = admin.site.site_title = "Directory: for moderators"

__all__ = [
    "changes",
    "contact",
    "freshness",
    "groups",
    "helplines",
    "organisers",
    "outbox",
    "proposals",
    "providers",
    "reports",
    "scopes",
    "sources",
    "vocabulary",
]

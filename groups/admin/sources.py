"""Where listings come from."""

from django.contrib import admin

from groups.admin.indexed import IndexedAdmin
from groups.models import Source


@admin.register(Source)
class SourceAdmin(IndexedAdmin):
    groups_through = ("source",)
    indexed_fields = frozenset({"slug", "name", "is_example"})
    list_display = ("slug", "name", "format", "country", "may_republish", "is_example", "last_run_at")
    list_filter = ("format", "is_example", "may_republish")
    search_fields = ("slug", "name")
    readonly_fields = ("last_run_at", "last_report", "silent_told_at")

"""Philosophies, fellowships, features and languages: rows an operator adds without touching code."""

from django.contrib import admin

from groups.admin.indexed import IndexedAdmin
from groups.models import Feature, Fellowship, Language, Philosophy


@admin.register(Philosophy)
class PhilosophyAdmin(IndexedAdmin):
    groups_through = ("philosophy", "fellowship__philosophy")
    indexed_fields = frozenset({"slug"})
    list_display = ("name", "slug", "summary")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Fellowship)
class FellowshipAdmin(IndexedAdmin):
    groups_through = ("fellowship",)
    indexed_fields = frozenset({"slug", "name", "abbreviation", "philosophy"})
    list_display = ("name", "abbreviation", "philosophy", "website")
    list_filter = ("philosophy",)
    list_select_related = ("philosophy",)
    search_fields = ("name", "abbreviation", "slug")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Feature)
class FeatureAdmin(IndexedAdmin):
    groups_through = ("features", "meetings__features")
    indexed_fields = frozenset({"slug", "parameter"})
    list_display = ("name", "parameter", "slug", "description")
    list_filter = ("parameter",)
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Language)
class LanguageAdmin(IndexedAdmin):
    groups_through = ("languages", "meetings__languages")
    indexed_fields = frozenset({"code"})
    list_display = ("name", "native_name", "code")
    search_fields = ("name", "native_name", "code")

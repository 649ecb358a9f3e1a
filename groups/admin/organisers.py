"""Organisers: whether they are trusted and whether mail reaches them. Their address is never shown."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from groups.models import Organiser


@admin.register(Organiser)
class OrganiserAdmin(admin.ModelAdmin):
    """By number. Who knows an address can find its organiser by it, whole and exact: to forget them on their wish."""

    list_display = ("__str__", "listings", "trusted", "language", "verified_at", "bounced_at")
    list_filter = ("trusted", "language", ("bounced_at", admin.EmptyFieldListFilter))
    list_per_page = 50
    show_full_result_count = False
    fields = ("trusted", "language", "verified_at", "bounced_at", "created_at")
    readonly_fields = ("verified_at", "bounced_at", "created_at")
    search_fields = ("pk",)
    search_help_text = "An organiser's number, or their whole e-mail address."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organiser]:
        return super().get_queryset(request).annotate(count_of_groups=Count("groups"))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Organiser], search_term: str
    ) -> tuple[QuerySet[Organiser], bool]:
        term = search_term.strip().removeprefix("Organiser ").replace("\0", "")
        if not term:
            return queryset, False
        if term.isascii() and term.isdigit() and len(term) < 18:
            return queryset.filter(pk=int(term)), False
        return queryset.filter(email=term.lower()), False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Organisers come with their listings."""
        return False

    @admin.display(description="Listings", ordering="count_of_groups")
    def listings(self, organiser: Organiser) -> int:
        return getattr(organiser, "count_of_groups", 0)

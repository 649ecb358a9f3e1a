"""Groups with their meetings, as moderators see them."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import F, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from groups.admin.forms import GroupForm, MeetingForm
from groups.admin.indexed import IndexedAdmin
from groups.models import Group, Meeting
from groups.search import entries


class MeetingInline(admin.StackedInline):
    model = Meeting
    form = MeetingForm
    extra = 0
    autocomplete_fields = ("features", "languages")
    readonly_fields = ("source", "external_id")
    fieldsets = (
        (None, {"fields": (("weekday", "starts_at", "duration_minutes"), "attendance", "features", "languages")}),
        (
            "Not every week",
            {
                "classes": ("collapse",),
                "fields": (
                    ("recurrence", "interval_weeks", "anchor_date", "monthly_week"),
                    ("valid_from", "valid_until"),
                    "exceptions",
                ),
            },
        ),
        ("More", {"classes": ("collapse",), "fields": ("name", "notes", ("source", "external_id"))}),
    )


@admin.register(Group)
class GroupAdmin(IndexedAdmin):
    """Search and filter, edit with the meetings, list, suspend, archive or confirm many at once.

    What a moderator changes in a listing from a feed is kept when the feed is read again.
    """

    form = GroupForm
    groups_through = ("pk",)
    inlines = (MeetingInline,)
    search_fields = ("name", "slug", "venue", "locality", "postal_code")
    list_display = ("name", "kind", "fellowship", "locality", "country", "status", "inactive", "confirmed_at", "source")
    list_filter = ("status", "kind", "attendance", "inactive", "source", "country")
    list_select_related = ("fellowship__philosophy", "source")
    list_per_page = 50
    # Counting a million rows only to print how many there are would take longer than the page.
    show_full_result_count = False
    autocomplete_fields = ("fellowship", "philosophy", "features", "languages")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("source", "source_key", "hand_edited", "version", "created_at", "updated_at")
    actions = ("list_groups", "suspend_groups", "archive_groups", "confirm_groups")
    fieldsets = (
        (None, {"fields": ("name", "slug", "status", "kind", "fellowship", "philosophy", "facilitation")}),
        (
            "What it is",
            {"fields": ("description", "who_may_come", "cost", "features", "languages", "first_visit_note")},
        ),
        (
            "Where",
            {
                "fields": (
                    *("attendance", "venue", "address", "locality", "region", "postal_code", "country"),
                    ("latitude", "longitude", "precision"),
                    *("public_location", "time_zone"),
                )
            },
        ),
        (
            "How to join",
            {"fields": ("join_link", "join_notes", "dial_in", "phone", "email", "website", "helpers_welcome")},
        ),
        (
            "Cafés, one-to-one support, aftercare and online communities",
            {
                "classes": ("collapse",),
                "fields": (
                    *("opening_hours", "opening", "always_open", "by_appointment", "host_centre", "visits"),
                    *("area_served", "training", "run_by", "moderation", "helpers_requirement"),
                ),
            },
        ),
        ("Freshness", {"fields": (("inactive", "inactive_until"), ("confirmed_at", "confirmed_by"))}),
        ("From a feed", {"classes": ("collapse",), "fields": readonly_fields}),
    )

    def save_model(self, request: HttpRequest, obj: Group, form: ModelForm, change: bool) -> None:
        if change:
            obj.version += 1
            _remember_by_hand(obj, form.changed_data)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Iterable[Any], change: bool) -> None:
        formsets = list(formsets)
        if change and any(formset.has_changed() for formset in formsets):
            _remember_by_hand(form.instance, ["meetings"])
            form.instance.save(update_fields=["hand_edited"])
        # A group that has just been added needs its entries too.
        super().save_related(request, form, formsets, change=True)

    @admin.action(description="List: show to the public", permissions=["change"])
    def list_groups(self, request: HttpRequest, queryset: QuerySet[Group]) -> None:
        self._set(request, queryset, "now listed", status=Group.Status.LISTED)

    @admin.action(description="Suspend: hide for now", permissions=["change"])
    def suspend_groups(self, request: HttpRequest, queryset: QuerySet[Group]) -> None:
        self._set(request, queryset, "suspended", status=Group.Status.SUSPENDED)

    @admin.action(description="Archive: hide for good", permissions=["change"])
    def archive_groups(self, request: HttpRequest, queryset: QuerySet[Group]) -> None:
        self._set(request, queryset, "archived", status=Group.Status.ARCHIVED)

    @admin.action(description="Confirm: we have checked it today", permissions=["change"])
    def confirm_groups(self, request: HttpRequest, queryset: QuerySet[Group]) -> None:
        by = Group.ConfirmedBy.MODERATOR
        self._set(request, queryset, "confirmed", confirmed_at=timezone.now(), confirmed_by=by)

    def _set(self, request: HttpRequest, queryset: QuerySet[Group], done: str, **values: Any) -> None:
        with transaction.atomic():
            rows = queryset.select_related(None).order_by("pk").select_for_update(of=("self",))
            groups = list(rows.only("pk", "source_id", "hand_edited"))
            if "status" in values:
                for group in groups:
                    _remember_by_hand(group, ["status"])
                Group.objects.bulk_update(groups, ["hand_edited"], batch_size=500)
            ids = [group.pk for group in groups]
            for chunk in entries.batched_ids(ids):
                changed = values | {"version": F("version") + 1, "updated_at": timezone.now()}
                Group.objects.filter(pk__in=chunk).update(**changed)
            entries.rebuild(ids)
        self.message_user(request, f"{len(ids)} groups {done}.", messages.SUCCESS)


def _remember_by_hand(group: Group, fields: Iterable[str]) -> None:
    """Note the fields that the group's feed, if it has one, no longer overwrites."""
    if group.source_id:
        group.hand_edited = sorted({*group.hand_edited, *fields})

"""Groups with their meetings, as moderators see them."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone

from groups import sheet
from groups.admin.forms import GroupForm, MeetingForm
from groups.admin.indexed import IndexedAdmin
from groups.admin.scopes import CountryFilter, ScopedAdmin, refuse_strange_group, who
from groups.listings import changes, life, risk
from groups.listings.changes import recorded
from groups.models import Group, Meeting, Upkeep

#: Each is recorded with before and after: more in one request would hold the browser, and the tables, too long.
_MOST_AT_ONCE = 500
_TOO_MANY = (
    f"Nothing was changed: you ticked more than {_MOST_AT_ONCE} groups, and each is written with its history. "
    "Narrow the list with a filter or a search, and do it in parts."
)


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
class GroupAdmin(ScopedAdmin, IndexedAdmin):
    """Search and filter, edit with the meetings, list, suspend, archive or confirm many at once.

    What a moderator changes in a listing from a feed is kept when the feed is read again.
    """

    form = GroupForm
    group_path = ""
    groups_through = ("pk",)
    inlines = (MeetingInline,)
    search_fields = ("name", "slug", "venue", "locality", "postal_code")
    list_display = ("name", "fellowship", "place", "state", "confirmed", "source")
    list_filter = ("status", "kind", "attendance", "inactive", "source", CountryFilter)
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
        ("Freshness", {"fields": (("inactive", "inactive_from", "inactive_until"), ("confirmed_at", "confirmed_by"))}),
        ("From a feed", {"classes": ("collapse",), "fields": readonly_fields}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Group | None = None) -> Any:
        own = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return own
        (title, first), *others = own
        return [(title, first | {"fields": ("opened", *first["fields"])}), *others]

    @admin.display(description="Where", ordering="locality")
    def place(self, group: Group) -> str:
        return ", ".join(part for part in (group.locality, group.country) if part) or "online"

    @admin.display(description="State", ordering="status")
    def state(self, group: Group) -> str:
        return group.get_status_display() + (", paused" if group.inactive else "")

    @admin.display(description="Confirmed", ordering="confirmed_at")
    def confirmed(self, group: Group) -> str:
        return f"{group.confirmed_at:%-d %b %Y}" if group.confirmed_at else "never"

    def save_model(self, request: HttpRequest, obj: Group, form: ModelForm, change: bool) -> None:
        # Inside Django's transaction: the row stays locked until the last step of the save, which records it.
        request.before = changes.locked_snapshot(obj.pk) if change else {}  # type: ignore[attr-defined]
        if change:
            # `obj` was read before the lock: what somebody wrote in between, such as a report, would be lost.
            others = {field.name for field in obj._meta.concrete_fields} - set(form.changed_data)
            obj.refresh_from_db(fields=others)
        if change and "status" in form.changed_data:
            _move(obj, form.initial["status"])
            changes.keep_listed(obj, who(request), timezone.now())
        if change:
            changes.keep_by_hand(obj, form.changed_data)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Iterable[Any], change: bool) -> None:
        formsets = list(formsets)
        if change and any(formset.has_changed() for formset in formsets):
            changes.keep_by_hand(form.instance, ["meetings"])
            form.instance.save(update_fields=["hand_edited"])
        # A group that has just been added needs its entries too.
        super().save_related(request, form, formsets, change=True)
        now = timezone.now()
        if change:
            changes.record(form.instance.pk, "edited", who(request), now, request.before)  # type: ignore[attr-defined]
        else:
            changes.added(form.instance, "added", who(request), now)
        refuse_strange_group(request, form.instance)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The listing's own history, whoever changed it, with the way back."""
        history = reverse("admin:groups_change_changelist")
        return HttpResponseRedirect(f"{history}?group__id__exact={object_id}")

    @admin.action(description="List: show to the public", permissions=["change"])
    def list_groups(self, request: HttpRequest, queryset: QuerySet[Group]) -> None:
        self._move_all(request, queryset, Group.Status.LISTED, "listed", "now listed")

    @admin.action(description="Suspend: hide for now", permissions=["change"])
    def suspend_groups(self, request: HttpRequest, queryset: QuerySet[Group]) -> None:
        self._move_all(request, queryset, Group.Status.SUSPENDED, "suspended", "suspended")

    @admin.action(description="Archive: hide for good", permissions=["change"])
    def archive_groups(self, request: HttpRequest, queryset: QuerySet[Group]) -> None:
        self._move_all(request, queryset, Group.Status.ARCHIVED, "archived", "archived")

    @admin.action(description="Confirm: we have checked it today", permissions=["change"])
    def confirm_groups(self, request: HttpRequest, queryset: QuerySet[Group]) -> None:
        ids = self._ids(request, queryset)
        for pk in ids:
            life.confirm(pk, Group.ConfirmedBy.MODERATOR, who(request), timezone.now())
        self._say_done(request, len(ids), "confirmed")

    def _move_all(self, request: HttpRequest, queryset: QuerySet[Group], to: str, action: str, done: str) -> None:
        moved, stayed, staff, now = 0, [], who(request), timezone.now()
        for pk in self._ids(request, queryset):
            try:
                with recorded(pk, action, staff, now) as group:
                    name = group.name
                    refuse_hidden_trade(group, to)
                    life.set_status(group, to, now, _because(to))
                    changes.keep_listed(group, staff, now)
                moved += 1
            except (life.CannotMove, HiddenTrade) as trouble:
                stayed.append(f"{name}: {trouble}")
        self._say_done(request, moved, done)
        for sentence in stayed[:20]:
            self.message_user(request, sentence, messages.WARNING)

    def _ids(self, request: HttpRequest, queryset: QuerySet[Group]) -> list[int]:
        ids = list(queryset.order_by("pk").values_list("pk", flat=True)[: _MOST_AT_ONCE + 1])
        if len(ids) > _MOST_AT_ONCE:
            self.message_user(request, _TOO_MANY, messages.ERROR)
            return []
        return ids

    def _say_done(self, request: HttpRequest, count: int, done: str) -> None:
        if count:
            self.message_user(request, f"{count} group{pluralize(count)} {done}.", messages.SUCCESS)


class HiddenTrade(Exception):
    """The listing leads to a paid provider and does not state its owner and cost."""


def refuse_hidden_trade(group: Group, to: str) -> None:
    """HiddenTrade for a group that must not be listed so."""
    if to == Group.Status.LISTED and risk.lacks_owner_or_cost(sheet.read(group)):
        raise HiddenTrade("it leads to a paid provider: state who runs it and what it costs first.")


def _move(group: Group, was: str) -> None:
    """The move that the form has checked, with all that belongs to it."""
    to, group.status = group.status, was
    life.set_status(group, to, timezone.now(), _because(to))


def _because(status: str) -> str:
    return Upkeep.Because.MODERATOR if status == Group.Status.SUSPENDED else ""

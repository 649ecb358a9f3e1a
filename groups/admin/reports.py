"""What visitors found at a listing: unsafe first, then what is still open, the newest first."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from groups.admin.scopes import CountryFilter, OpenFirstFilter, ScopedAdmin, who
from groups.listings import life, reports
from groups.listings.changes import recorded
from groups.models import Group, Report, Upkeep


class OpenFilter(OpenFirstFilter):
    """What nobody has closed yet, unless something else is asked for."""

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("closed", "Closed"), ("all", "All")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "all":
            return queryset
        return queryset.filter(closed_at__isnull=self.value() != "closed")


@admin.register(Report)
class ReportAdmin(ScopedAdmin):
    list_display = ("kind", "listing", "beginning", "made", "condition")
    list_filter = (OpenFilter, "kind", "quarantined", CountryFilter)
    list_select_related = ("group",)
    list_per_page = 50
    search_fields = ("group__name", "group__slug", "text")
    show_full_result_count = False
    fields = ("kind", "listing", "text", "made_at", "quarantined", "closed_at")
    readonly_fields = fields
    actions = ("close", "confirm_listing", "suspend_listing")

    def get_ordering(self, request: HttpRequest) -> Any:
        """Whoever felt unsafe first, then the newest."""
        return (Case(When(kind=Report.Kind.UNSAFE, then=Value(0)), default=Value(1)), "-made_at", "-pk")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Visitors report."""
        return False

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """With a button for each thing that can be done with a report."""
        may_do = self.get_action_choices(request, default_choices=[])
        context["buttons"] = [(name, label) for name, label in may_do if name in self.actions]
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="Listing", ordering="group__name")
    def listing(self, report: Report) -> SafeString:
        address = reverse("admin:groups_group_change", args=[report.group_id])
        return format_html('<a href="{}">{}</a>', address, report.group.name)

    @admin.display(description="What they wrote")
    def beginning(self, report: Report) -> str:
        return Truncator(" ".join(report.text.split())).chars(120)

    @admin.display(description="When", ordering="made_at")
    def made(self, report: Report) -> str:
        return f"{report.made_at:%-d %b %Y}"

    @admin.display(description="State")
    def condition(self, report: Report) -> str:
        """In words: a cross under “quarantined” says nothing on a phone."""
        state = f"Closed on {report.closed_at:%-d %b %Y}" if report.closed_at else "Open"
        return f"{state}, came in a flood" if report.quarantined else state

    @admin.action(description="Close: nothing more to do", permissions=["change"])
    def close(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        ids = list(queryset.filter(closed_at=None).values_list("pk", flat=True))
        rows, now = Report.objects.filter(pk__in=ids), timezone.now()
        for group in _groups(rows):
            with recorded(group.pk, "report closed", who(request), now) as own:
                reports.close(own, rows, now)
        self.message_user(request, f"{len(ids)} report{pluralize(len(ids))} closed.", messages.SUCCESS)

    @admin.action(description="The listing is right: confirm it and close", permissions=["change"])
    def confirm_listing(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        groups = _groups(queryset)
        for group in groups:
            life.confirm(group.pk, Group.ConfirmedBy.MODERATOR, who(request), timezone.now())
        self.close(request, queryset)

    @admin.action(description="The listing is wrong: suspend it and close", permissions=["change"])
    def suspend_listing(self, request: HttpRequest, queryset: QuerySet[Report]) -> None:
        now = timezone.now()
        for group in _groups(queryset).filter(status=Group.Status.LISTED):
            with recorded(group.pk, "suspended", who(request), now) as own:
                life.set_status(own, Group.Status.SUSPENDED, now, Upkeep.Because.MODERATOR)
        self.close(request, queryset)


def _groups(rows: QuerySet[Report]) -> QuerySet[Group]:
    return Group.objects.filter(pk__in=list(rows.values_list("group_id", flat=True))).order_by("pk")

"""Mail and due work: what waits, what met trouble, what was given up; and another round for it."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import pluralize
from django.utils import timezone

from groups import outbox
from groups.models import Job


class _State(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("open", "To be done"), ("given_up", "Given up"), ("done", "Done")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Job]) -> QuerySet[Job]:
        if self.value() == "open":
            return queryset.filter(done_at=None, given_up_at=None)
        column = {"given_up": "given_up_at", "done": "done_at"}.get(self.value() or "")
        return queryset.exclude(**{column: None}) if column else queryset


@admin.register(Job)
class JobAdmin(admin.ModelAdmin):
    """Only to look at, and to try again: work is wanted by what happens, never by hand."""

    list_display = ("id", "kind", "what", "due_at", "attempts", "trouble", "done_at", "given_up_at")
    list_filter = (_State, "kind")
    ordering = ("-id",)
    actions = ("try_again",)

    @admin.display(description="what")
    def what(self, job: Job) -> str:
        return str(job.payload.get("mail", ""))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        return False

    @admin.action(description="Try again what was given up", permissions=["view"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        tried = outbox.again(queryset, timezone.now())
        messages.success(request, f"{tried} job{pluralize(tried)} will be tried again within a minute or two.")

"""The queue: new listings and edits that wait for a moderator, the riskiest first, then the oldest."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.defaultfilters import pluralize
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from groups.admin.deciding import context_of, decide, queue_of
from groups.admin.scopes import CountryFilter, OpenFirstFilter, ScopedAdmin
from groups.listings import life, proposals, risk
from groups.models import Proposal

_OPEN = (Proposal.State.WAITING, Proposal.State.ASKED)


class StateFilter(OpenFirstFilter):
    """What waits, unless something else is asked for."""

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        decided = ("approved", "rejected", "withdrawn")
        return [("asked", "A question was asked"), *((state, state.capitalize()) for state in decided), ("all", "All")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "all":
            return queryset
        return queryset.filter(state__in=[self.value()] if self.value() else _OPEN)


class SafetyFilter(admin.SimpleListFilter):
    """Edits in which nothing stands out."""

    title = "risk"
    parameter_name = "safe"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "Safe edits"), ("no", "To be looked at")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return {"yes": queryset.filter(risk=0), "no": queryset.filter(risk__gt=0)}.get(self.value() or "", queryset)


@admin.register(Proposal)
class ProposalAdmin(ScopedAdmin):
    list_display = ("name", "what", "place", "why", "sent")
    list_display_links = ("name",)
    list_filter = (StateFilter, SafetyFilter, "kind", CountryFilter)
    list_select_related = ("group",)
    list_per_page = 100
    search_fields = ("group__name", "group__locality", "group__slug")
    ordering = ("-risk", "made_at", "pk")
    show_full_result_count = False
    actions = ("approve_safe",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposal]:
        """Without those whose mail nobody has confirmed: no human sees them before."""
        return super().get_queryset(request).exclude(state=Proposal.State.UNCONFIRMED)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Organisers propose."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Proposal | None = None) -> bool:
        """What was decided stays to be read."""
        return False

    @admin.display(description="Listing", ordering="group__name")
    def name(self, proposal: Proposal) -> str:
        return proposal.sheet.get("name", "") or proposal.group.name

    @admin.display(description="Where", ordering="group__country")
    def place(self, proposal: Proposal) -> str:
        parts = (proposal.sheet.get("locality"), proposal.sheet.get("country"))
        return ", ".join(part for part in parts if part) or "online"

    @admin.display(description="What", ordering="kind")
    def what(self, proposal: Proposal) -> str:
        """The kind; the state too where it is another than most have."""
        is_waiting = proposal.state == Proposal.State.WAITING
        return proposal.get_kind_display() + ("" if is_waiting else f", {proposal.get_state_display().lower()}")

    @admin.display(description="Look at")
    def why(self, proposal: Proposal) -> SafeString:
        sentences = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in risk.sentences(proposal.flags)))
        return format_html("<ul>{}</ul>", sentences) if sentences else SafeString("Nothing stands out.")

    @admin.display(description="Sent", ordering="made_at")
    def sent(self, proposal: Proposal) -> str:
        return f"{proposal.made_at:%-d %b %Y}"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One proposal: GET shows it, POST decides."""
        proposal = self.get_object(request, object_id)
        if proposal is None:
            raise Http404
        if request.method == "POST" and self.has_change_permission(request, proposal):
            return decide(request, proposal, timezone.now())
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "title": str(proposal)}
        may_decide = self.has_change_permission(request, proposal) and proposal.state in _OPEN
        own = {"may_decide": may_decide, "queue": queue_of(request)}
        context = {**frame, **own, **context_of(proposal, request.user)}
        return TemplateResponse(request, "admin/groups/proposal/change_form.html", context)

    @admin.action(description="Approve safe edits", permissions=["change"])
    def approve_safe(self, request: HttpRequest, queryset: QuerySet[Proposal]) -> HttpResponse | None:
        """Edits in which nothing stands out are approved after one more press; all others stay where they are."""
        safe = queryset.filter(risk=0, kind=Proposal.Kind.EDIT, state=Proposal.State.WAITING).order_by("pk")
        if "sure" not in request.POST:
            frame = {**self.admin_site.each_context(request), "opts": self.opts, "title": "Approve safe edits"}
            more = {"safe": safe, "others": queryset.count() - safe.count(), "back": reverse(_LIST)}
            return TemplateResponse(request, "admin/groups/proposal/approve_safe.html", frame | more)
        done, left = 0, 0
        for proposal in safe:
            try:
                proposals.approve(proposal, request.user, timezone.now())  # type: ignore[arg-type]
                done += 1
            except (proposals.CannotDecide, proposals.Conflict, life.CannotMove):
                left += 1
        self.message_user(request, f"{done} edit{pluralize(done)} approved.", messages.SUCCESS)
        if left:
            self.message_user(
                request, f"{left} still wait for a look: the listing changed meanwhile.", messages.WARNING
            )
        return None


_LIST = "admin:groups_proposal_changelist"

"""The history of listings: who changed what and when, with before and after, and the way back."""

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from groups import sheet
from groups.admin.comparison import rows
from groups.admin.scopes import CountryFilter, ScopedAdmin, who
from groups.listings import changes, field_words
from groups.listings.changes import CannotUndo
from groups.models import Change


class WhoFilter(admin.ChoicesFieldListFilter):
    """“By by” is no heading."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "who"


class WhenFilter(admin.DateFieldListFilter):
    """Nor is “By at”."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "day"


@admin.register(Change)
class ChangeAdmin(ScopedAdmin):
    list_display = ("at", "group", "action", "whose", "fields_changed", "undone_at")
    list_display_links = ("at", "action")
    list_filter = (("by", WhoFilter), ("at", WhenFilter), CountryFilter)
    list_select_related = ("group", "user")
    list_per_page = 50
    search_fields = ("group__name", "group__slug", "action")
    ordering = ("-id",)
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """History is written by what happens."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Change | None = None) -> bool:
        """History stays."""
        return False

    @admin.display(description="By")
    def whose(self, change: Change) -> str:
        """The member of staff by name; organisers by number alone."""
        if change.user:
            return change.user.get_username()
        return f"Organiser {change.organiser_id}" if change.organiser_id else change.get_by_display()

    @admin.display(description="What")
    def fields_changed(self, change: Change) -> str:
        names = [one.field for one in sheet.differences(change.before, change.after)] if change.before else []
        return ", ".join(field_words.name_of(name) for name in names)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One change: GET shows it, POST undoes it."""
        change = self.get_object(request, object_id)
        if change is None:
            raise Http404
        may_undo = self.has_change_permission(request, change)
        if request.method == "POST" and may_undo:
            return _undo(request, change)
        can_be_undone = may_undo and bool(change.before) and change.undone_at is None
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "title": str(change)}
        shown = rows(change.before or None, change.after) if change.after else []
        own = {"change": change, "whose": self.whose(change), "can_be_undone": can_be_undone}
        own["by_feed"] = change.by == Change.By.FEED
        return TemplateResponse(request, "admin/groups/change/change_form.html", {**frame, **own, "rows": shown})


def _undo(request: HttpRequest, change: Change) -> HttpResponse:
    try:
        changes.undo(change, who(request), timezone.now())
    except CannotUndo as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, "Undone: the listing is what it was before this change.")
    return HttpResponseRedirect(request.path)

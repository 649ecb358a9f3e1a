"""Help lines: published only by moderators, and never confirmed until somebody has rung; and practical links."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from groups.admin.forms import HelpLineForm, PracticalLinkForm
from groups.admin.indexed import IndexedAdmin
from groups.models import HelpLine, PracticalLink


class RungFilter(admin.SimpleListFilter):
    title = "rung by us"
    parameter_name = "rung"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "Nobody has rung it yet"), ("yes", "Rung and right")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() in ("no", "yes"):
            return queryset.filter(confirmed_on__isnull=self.value() == "no")
        return queryset


@admin.register(HelpLine)
class HelpLineAdmin(IndexedAdmin):
    """No group hangs on a help line: a save only counts the change, so that pages show it at once."""

    form = HelpLineForm
    indexed_fields = frozenset()
    list_display = ("name", "country", "kind", "number", "text_number", "rung", "known_on")
    list_filter = (RungFilter, "kind", "country")
    search_fields = ("name", "owner", "number", "country")
    readonly_fields = ("rung",)
    prepopulated_fields = {"slug": ("country", "name")}

    @admin.display(description="Rung by us", ordering="confirmed_on")
    def rung(self, line: HelpLine) -> str:
        """When somebody rang it, or plainly that nobody has."""
        if line.confirmed_on:
            return f"Rung and right on {line.confirmed_on:%d %B %Y}"
        return "Nobody has rung this line yet"

    def save_model(self, request: HttpRequest, obj: HelpLine, form: ModelForm, change: bool) -> None:
        if change and _number_changed(form) and "confirmed_on" not in form.changed_data:
            # A confirmation is of the number that was rung, not of the one typed today.
            obj.confirmed_on = None
        super().save_model(request, obj, form, change)


@admin.register(PracticalLink)
class PracticalLinkAdmin(IndexedAdmin):
    """Like help lines: no group hangs on a link."""

    form = PracticalLinkForm
    indexed_fields = frozenset()
    list_display = ("name", "country", "kind", "website", "known_on")
    list_filter = ("kind", "country")
    search_fields = ("name", "country", "website")
    prepopulated_fields = {"slug": ("country", "kind", "name")}


def _number_changed(form: ModelForm) -> bool:
    return bool({"number", "number_international", "text_number"} & set(form.changed_data))

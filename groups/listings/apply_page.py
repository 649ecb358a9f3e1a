"""What the pages show on which a group is listed: a step with its mistakes, and all answers before they are sent."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from groups.guard import GuardedForm
from groups.listings import field_words, pin
from groups.listings.applying import Walk
from groups.listings.duplicates import probable
from groups.listings.page import listing_page
from groups.listings.step_group import YouForm
from groups.listings.step_when import WhenForm
from groups.listings.step_where import PinForm
from groups.models import Group
from groups.opening import spans_of
from groups.pages.open_now import hours_in_words
from groups.pages.when import zone_in_words
from groups.sheet import Sheet

#: Said by the map, or by the hours in words.
_UNSAID = ("latitude", "longitude", "precision", "opening", "name", "time_zone")
_SAID_WHERE_TRUE = ("always_open", "by_appointment")
_MOST_ALIKE = 5


class CheckForm(GuardedForm):
    """Nothing but the button that sends."""

    purpose = "list-a-group"


class Answers(NamedTuple):
    """What one step says, as (label, lines); `trouble` where it is not done."""

    step: str
    title: str | Promise
    rows: list[tuple[str, list[str]]]
    is_done: bool


def step_url(step: str) -> str:
    """The address of a step; of the page to check everything for ""."""
    return reverse("list-a-group-step", args=[step]) if step else reverse("list-a-group-check")


def step_page(request: HttpRequest, walk: Walk, step: str, status: int = 200, trouble: str = "") -> HttpResponse:
    """One step with what was typed. `trouble` is "expired" or "full": then what was typed is not kept yet."""
    form = walk.forms[step]
    names = list(walk.forms)
    context = {
        "form": form,
        "mistakes": form.mistakes,
        "trouble": trouble,
        "number": names.index(step) + 1,
        "total": len(names),
        "back": step_url(names[names.index(step) - 1]) if step != names[0] else reverse("list-a-group"),
        "action": step_url(step),
    }
    if isinstance(form, PinForm):
        context |= _map_of(form, walk)
    country = walk.so_far.typed("where", "country")
    return listing_page(request, form.template, context, status, country)


def check_page(
    request: HttpRequest,
    walk: Walk,
    form: CheckForm,
    status: int = 200,
    trouble: str = "",
) -> HttpResponse:
    """All the answers, what may be the same group, and what becomes public."""
    sheet = walk.sheet()
    context = {
        "form": form,
        "trouble": trouble,
        "answers": [_answers(walk, name) for name in walk.forms],
        "next": step_url(walk.next) if walk.next else "",
        "alike": probable(sheet, limit=_MOST_ALIKE) if not walk.next else [],
        "is_area": sheet["public_location"] == Group.PublicLocation.AREA,
        "notes": _notes(walk),
        "evening": _read_as_evening(walk),
        "name": sheet["name"],
    }
    return listing_page(request, "listings/apply_check.html", context, status, sheet["country"])


def _answers(walk: Walk, step: str) -> Answers:
    form = walk.forms[step]
    if not form.is_done:
        return Answers(step, form.title, [], False)
    values = form.values()
    country = walk.so_far.typed("where", "country")
    rows = [
        (field_words.name_of(name), field_words.lines_of(name, values[name], country))
        for name in values
        if name not in _UNSAID and (values[name] or name not in _SAID_WHERE_TRUE)
    ]
    return Answers(step, form.title, [row for row in _own(form, values, country) + rows if row[1]], True)


def _own(form: Any, values: Sheet, country: str) -> list[tuple[str, list[str]]]:
    """What a step says beside the plain fields of a sheet."""
    if isinstance(form, YouForm):
        return [(_("Your e-mail"), [form.cleaned_data["organiser_email"]])]
    if isinstance(form, PinForm):
        chosen = form.chosen
        return [(_("Pin"), [pin.in_words(chosen.precision) if chosen else _("No pin")])]
    if isinstance(form, WhenForm):
        spans = spans_of(values["opening"])
        hours = hours_in_words(spans, country) if spans else ""
        is_open = pgettext("opening hours", "Open")
        return [(is_open, [hours] if hours else []), (_("Clock"), [zone_in_words(values["time_zone"])])]
    return [(_("Name"), [values["name"]])] if "name" in values else []


def _notes(walk: Walk) -> list[str]:
    """What may be a slip: a pin far from the address, a clock of elsewhere."""
    notes = []
    place, when = walk.form(PinForm.name), walk.form(WhenForm.name)
    if isinstance(place, PinForm) and place.is_done and place.is_far:
        notes.append(_("The pin is far from the address. Is it right?"))
    if isinstance(when, WhenForm) and when.is_done and walk.so_far.has_place:
        typed, likely = when.cleaned_data["time_zone"], when.likely_zone
        if typed != likely:
            clocks = {"here": zone_in_words(likely), "typed": zone_in_words(typed)}
            notes.append(_("The place is on %(here)s, but the times are in %(typed)s. Is that right?") % clocks)
    return notes


def _read_as_evening(walk: Walk) -> dict[str, Any] | None:
    """Times that were read as evening: what was typed, and the fields of the step to send it as morning instead."""
    when = walk.form(WhenForm.name)
    if not isinstance(when, WhenForm) or not when.is_done or not when.read_as_evening:
        return None
    typed = walk.so_far.steps[WhenForm.name].items()
    fields = [(name, value) for name, values in typed if name != "half" for value in values]
    return {"words": ", ".join(when.read_as_evening), "fields": fields, "action": step_url(WhenForm.name)}


def _map_of(form: PinForm, walk: Walk) -> dict[str, Any]:
    chosen, so_far = form.chosen, walk.so_far
    name, country = so_far.typed("what", "group_name"), so_far.typed("where", "country")
    return {
        "chosen": chosen,
        "map": pin.map_of(chosen, name, country) if chosen else "",
        "is_area": so_far.typed("where", "public_location") == Group.PublicLocation.AREA,
        "is_found": bool(form.matches.pins),
        "street": pin.street_map(chosen) if chosen else None,
    }

"""The list of fellowships: its two views and its filter by country, in words and addresses for its template."""

from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from groups.pages import ideas
from groups.pages.choices import Option

BY_PHILOSOPHY, BY_CONCERN = "philosophy", "concern"


def context_of(parameters: QueryDict, version: int) -> dict[str, Any]:
    """What the template shows; a view or country we do not know is taken as none."""
    rows = ideas.all_fellowships(version)
    choices = ideas.countries_of(rows)
    asked = parameters.get("country", "").upper()
    country = asked if asked in dict(choices) else ""
    by = BY_CONCERN if parameters.get("by") == BY_CONCERN else BY_PHILOSOPHY
    shown = ideas.in_country(rows, country)
    return {
        "by": by,
        "country": country,
        "views": [_view(BY_PHILOSOPHY, by, country), _view(BY_CONCERN, by, country)],
        "countries": [Option(code, name, code == country) for code, name in choices],
        "sections": ideas.by_concern(shown) if by == BY_CONCERN else ideas.by_philosophy(shown),
        "count": len(shown),
    }


def _view(name: str, chosen: str, country: str) -> Option:
    label = _("By what they are for") if name == BY_CONCERN else _("By philosophy")
    asked = {"by": name if name == BY_CONCERN else "", "country": country}
    query = urlencode({parameter: value for parameter, value in asked.items() if value})
    path = reverse("fellowships")
    return Option(name, label, name == chosen, f"{path}?{query}" if query else path)

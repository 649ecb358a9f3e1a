"""A page for each way to get support: in plain words what it is, and groups of that kind."""

from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from groups.pages import preset
from groups.pages.kinds import ONLINE_COMMUNITIES, wanted_of
from groups.search.find import search
from groups.search.query import Query
from groups.search.results import Results

_SHOWN = 6


def groups_of(slug: str, parameters: QueryDict, version: int, now: datetime) -> Results | None:
    """The nearest groups of a support page, or without a place the first by name; None where there can be none.

    A community without a place is not near anybody: of these, always the first by name. `now` is aware.
    """
    tagged = wanted_of(slug, version)
    if not tagged:
        return None
    if slug == ONLINE_COMMUNITIES:
        return search(Query(tagged=tagged, limit=_SHOWN), now)
    results = preset.groups_of(parameters, tagged, version, now, nearest=_SHOWN)
    if not results.origin:
        results.hits, results.online = search(Query(tagged=tagged, limit=_SHOWN), now).hits, []
    return results


def context_of(slug: str, results: Results | None) -> dict[str, Any]:
    """What the template shows around its own words."""
    return preset.context_of(results, reverse("support", args=[slug])) if results else {}

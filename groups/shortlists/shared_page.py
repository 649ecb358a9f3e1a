"""The page behind the link of a shared list: its groups with their notes, true at the moment it is opened."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from groups.models import SharedList
from groups.pages.caching import kept_by_nobody
from groups.pages.frame import page
from groups.pages.group_page import own_text, timetable_of
from groups.pages.head import absolute
from groups.pages.way_in import tap_to_call, way_in
from groups.pages.when import long_date, zone_in_words
from groups.search.vocabulary import Vocabulary, directory_version, vocabulary
from groups.shortlists.kept import Shortlist
from groups.shortlists.list_page import facts_of
from groups.shortlists.page import shortlist_page
from groups.shortlists.passing_on import passed_on
from groups.shortlists.rows import Row, rows_of
from groups.shortlists.sharing import picks_in


def shared_page(request: HttpRequest, token: str, row: SharedList, trouble: str = "") -> HttpResponse:
    """The page of a shared list; `trouble` is as on the list's own page."""
    now = timezone.now()
    rows, words = rows_of(picks_in(row), now), vocabulary(directory_version())
    context = {
        "rows": [_words_of(one, words, now) for one in rows],
        "made": long_date(row.made_at),
        "passed_on": passed_on(token, row, rows),
        "webcal": _webcal(token),
        "has_meetings": any(one.card and one.card["meetings"] for one in rows),
        "trouble": trouble,
    }
    status = 403 if trouble == "elsewhere" else 422 if trouble else 200
    response = shortlist_page(request, "shortlists/shared.html", context, Shortlist(), status, country_of(rows))
    if not trouble:
        # No page we lead to learns the address. After trouble the next press must say where it comes from.
        response["Referrer-Policy"] = "no-referrer"
    return response


def gone_page(request: HttpRequest) -> HttpResponse:
    """One and the same 404 for an address that was guessed, mistyped, taken back, or is past its day."""
    response = page(request, "shortlists/shared_gone.html", {}, directory_version(), status=404)
    response["Referrer-Policy"] = "no-referrer"
    return kept_by_nobody(response)


def _webcal(token: str) -> str:
    """The address that a calendar subscribes to, such that a tap opens the calendar instead of the browser."""
    return "webcal:" + absolute(reverse("shared-calendar", args=[token])).partition(":")[2]


def country_of(rows: list[Row]) -> str:
    """The country (ISO code) most of these groups are in; "" where none says."""
    found = Counter(row.card["country"] for row in rows if row.card and row.card["country"])
    return found.most_common(1)[0][0] if found else ""


def _words_of(row: Row, words: Vocabulary, now: datetime) -> dict[str, Any]:
    own: dict[str, Any] = {"row": row, "note": row.pick.note}
    if row.card is None or row.group is None:
        return own
    card = row.card
    return (
        own
        | facts_of(card, words, now)
        | {
            "own": own_text(card),
            "timetable": timetable_of(card, words, now),
            "clock": zone_in_words(card["time_zone"]),
            "way_in": way_in(card),
            "phone": row.group.phone,
            "call": tap_to_call(row.group.phone, card["country"]),
        }
    )

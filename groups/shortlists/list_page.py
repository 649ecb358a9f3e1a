"""The page of the list: each group on it in a few lines with its note, what has become of it, and what one can do."""

from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.pages import card_words
from groups.pages.caching import kept_by_nobody
from groups.pages.kind_facts import next_meeting_in_words, open_in_words
from groups.pages.when import next_in_words, zone_in_words
from groups.search.cards import Card
from groups.search.query import Query
from groups.search.soonest import next_meeting, wishes_of
from groups.search.vocabulary import Vocabulary, directory_version, vocabulary
from groups.shortlists import kept, sharing
from groups.shortlists.forms import Asked
from groups.shortlists.kept import Shortlist
from groups.shortlists.page import carried_of, shortlist_page
from groups.shortlists.passing_on import as_text, passed_on
from groups.shortlists.rows import Row, rows_of


def list_page(request: HttpRequest, asked: Asked, trouble: str = "", status: int = 200, back: str = "") -> HttpResponse:
    """The page of a list as it stands.

    trouble  "full" where something did not fit, "elsewhere" for a form that another site sent, any other sentence as it
             is, "" without
    back     the page that a group was added from: a path of ours with its query, or "" for that of the form
    """
    now, near = timezone.now(), str(request.POST.get("near", ""))
    back = back or back_of_form(request)
    rows, words = rows_of(asked.shortlist.picks, now), vocabulary(directory_version())
    context = {
        "rows": [_words_of(row, at, asked, words, now) for at, row in enumerate(rows)],
        "last": len(rows) - 1,
        "picked": " ".join(map(str, asked.shortlist.group_ids)),
        "said": count_in_words(asked.shortlist) if rows else "",
        "stays": asked.shortlist.stays,
        "trouble": trouble,
        "back": back,
        "back_url": with_list(back, carried_of(request, asked.shortlist)) if back else "",
        "most": kept.MOST_GROUPS,
        "longest_note": kept.LONGEST_NOTE,
        "shared": [passed_on(one.own.token, one.row, rows) for one in sharing.live(asked.shortlist, now)],
        "lives": lives_in_words(),
        "usual_days": sharing.USUAL_DAYS,
        "as_text": as_text(rows, now),
        "near": near,
    }
    return shortlist_page(request, "shortlists/list.html", context, asked.shortlist, status)


def count_in_words(shortlist: Shortlist) -> str:
    """How many groups are on a list."""
    count = len(shortlist.picks)
    return ngettext("%(count)s group on your list", "%(count)s groups on your list", count) % {"count": count}


def lives_in_words() -> list[tuple[int, str]]:
    """For how long a list may be shared: (days, in words)."""
    words = {1: _("1 day"), 7: _("7 days"), 30: _("30 days"), 90: _("90 days"), 365: _("1 year")}
    return [(days, words[days]) for days in sharing.DAYS]


def to_list(request: HttpRequest, shortlist: Shortlist, back: str = "", anchor: str = "") -> HttpResponse:
    """On to the page of the list, at `anchor`, and the browser keeps the list. Full where it does not fit."""
    return with_kept(request, shortlist, with_back(reverse("shortlist"), back), anchor)


def with_kept(request: HttpRequest, shortlist: Shortlist, path: str, anchor: str = "") -> HttpResponse:
    """On to a path of ours, and the browser keeps the list. Full where it does not fit.

    A browser that sent no cookie may keep none: until it has shown that it does, the address carries the list.
    """
    signed = kept.signed_text(shortlist)
    address = path if kept.has_cookie(request) else with_list(path, signed)
    response = redirect(f"{address}#{anchor}" if anchor else address)
    kept.keep(response, shortlist)
    return kept_by_nobody(response)


def with_back(path: str, back: str) -> str:
    """A path of ours that remembers the page somebody came from (a path of ours, or "")."""
    return f"{path}?{urlencode({'back': back})}" if back else path


def back_to(request: HttpRequest, address: str) -> str:
    """The path and query of an address if it is one of our pages, without a list that it carries; else ""."""
    if not address or not url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
        return ""
    parts = urlsplit(address)
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name != "list"])
    path = parts._replace(scheme="", netloc="", query=query, fragment="").geturl()
    # "https://us//other/" is ours, and "//other/" is not.
    return path if url_has_allowed_host_and_scheme(path, None) else ""


def back_of_form(request: HttpRequest) -> str:
    """The page a group was added from, as a form of the list carries it: a path of ours with its query, or ""."""
    return back_to(request, str(request.POST.get("back", "")))


def _words_of(row: Row, at: int, asked: Asked, words: Vocabulary, now: datetime) -> dict[str, Any]:
    typed, error = asked.errors.get(row.pick.group_id, (row.pick.note, ""))
    own = {"row": row, "id": row.pick.group_id, "number": at + 1, "note": typed, "error": error}
    return own if row.card is None else own | facts_of(row.card, words, now)


def facts_of(card: Card, words: Vocabulary, now: datetime) -> dict[str, Any]:
    """What a list says of a group in a few lines, true at `now` (aware)."""
    next_ = next_meeting(card, now, wishes_of(Query()))
    when = next_meeting_in_words(next_in_words(next_, now, card["country"]), card) if next_ else ""
    return card_words.facts_of(card, words, now.date()) | {
        "when": f"{when} ({zone_in_words(card['time_zone'])})" if when else "",
        "open": open_in_words(card, now),
    }


def with_list(path: str, signed: str) -> str:
    """A path of ours with the list (signed) in its address, for a browser that keeps no cookie; as it is for ""."""
    if not signed:
        return path
    joint = "&" if "?" in path else "?"
    return f"{path}{joint}{urlencode({'list': signed})}"

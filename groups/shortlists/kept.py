"""The shortlist of one browser: groups in an order, with notes, in one signed cookie and nowhere else.

Nothing of it is on the server until it is shared. A browser that takes no cookies carries it in the address of its
pages instead (`?list=`), signed in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

MOST_GROUPS = 30
#: Characters of a note.
LONGEST_NOTE = 60
#: A cookie of 4,096 bytes, its name and attributes included, is all that every browser keeps (RFC 6265, 6.1).
MOST_BYTES = 3_800
#: How long a list stays where somebody asks for it; else it goes when the browser is closed.
KEPT = timedelta(days=30)
_SALT = "groups.shortlists.kept"


class Full(Exception):
    """One more group, or longer notes, do not fit on the list."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A group on a list: its id, its version when it was put there, and a note of at most 60 characters."""

    group_id: int
    version: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """A list this browser has shared: the token of its address, and the key with which it can be taken back."""

    token: str
    key: str


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Picks in their order, each group once; whether the browser keeps them when it is closed; what was shared."""

    picks: tuple[Pick, ...] = ()
    stays: bool = False
    shared: tuple[Shared, ...] = ()

    @property
    def group_ids(self) -> list[int]:
        """The groups in the order of the list."""
        return [pick.group_id for pick in self.picks]

    def added(self, picks: list[Pick]) -> Shortlist:
        """With these at its end, those that are on it already left where they are. Full beyond 30 groups."""
        known = set(self.group_ids)
        new = {pick.group_id: pick for pick in picks if pick.group_id not in known}
        longer = (*self.picks, *new.values())
        if len(longer) > MOST_GROUPS:
            raise Full
        return replace(self, picks=longer)

    def without(self, group_id: int) -> Shortlist:
        """Without this group."""
        return replace(self, picks=tuple(pick for pick in self.picks if pick.group_id != group_id))

    def moved(self, group_id: int, by: int) -> Shortlist:
        """With this group `by` places further down (negative: up), as far as the list goes."""
        rest = [pick for pick in self.picks if pick.group_id != group_id]
        for at, pick in enumerate(self.picks):
            if pick.group_id == group_id:
                rest.insert(max(0, at + by), pick)
        return replace(self, picks=tuple(rest))

    def noted(self, notes: dict[int, str]) -> Shortlist:
        """With these notes, by group id; the others keep theirs."""
        return replace(self, picks=tuple(replace(p, note=notes.get(p.group_id, p.note)) for p in self.picks))


def read(request: HttpRequest) -> Shortlist:
    """The list of the browser that asks: of its cookie, else of the address; empty where neither is ours."""
    return _loaded(request.COOKIES.get(settings.SHORTLIST_COOKIE_NAME, "")) or of_address(request) or Shortlist()


def has_cookie(request: HttpRequest) -> bool:
    """Whether the browser keeps a list of ours."""
    return _loaded(request.COOKIES.get(settings.SHORTLIST_COOKIE_NAME, "")) is not None


def of_address(request: HttpRequest) -> Shortlist | None:
    """The list in the address, in the form, or in the address of the page that a form was sent from; None without."""
    signed = request.POST.get("list") or request.GET.get("list") or _list_in(request.headers.get("Referer", ""))
    return _loaded(signed)


def signed_text(shortlist: Shortlist) -> str:
    """The list as a cookie or an address holds it. Full where it is longer than a browser keeps."""
    data = {
        "picks": [[pick.group_id, pick.version, pick.note] for pick in shortlist.picks],
        "stays": shortlist.stays,
        "shared": [[own.token, own.key] for own in shortlist.shared],
    }
    text = signing.dumps(data, salt=_SALT, compress=True)
    if len(text) > MOST_BYTES:
        raise Full
    return text


def keep(response: HttpResponseBase, shortlist: Shortlist) -> None:
    """Let the browser keep this list: until it is closed, or for 30 days if asked. Full where it does not fit."""
    response.set_cookie(
        settings.SHORTLIST_COOKIE_NAME,
        signed_text(shortlist),
        max_age=KEPT if shortlist.stays else None,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponseBase) -> None:
    """Let the browser drop its list, and every page of ours that it or a script of ours kept on the device."""
    response.delete_cookie(settings.SHORTLIST_COOKIE_NAME, samesite="Lax")
    # https://www.w3.org/TR/clear-site-data/: works without script, and ends the service worker too.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def _list_in(address: str) -> str:
    try:
        return parse_qs(urlsplit(address).query).get("list", [""])[-1]
    except ValueError:  # a header may hold anything, such as half an IPv6 address
        return ""


def _loaded(text: str) -> Shortlist | None:
    try:
        data = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return None
    picks = tuple(Pick(*row) for row in data["picks"])
    return Shortlist(picks, data["stays"], tuple(Shared(*row) for row in data["shared"]))

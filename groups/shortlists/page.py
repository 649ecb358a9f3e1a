"""What the pages of a list share: the frame of the site, and that no cache and no search engine keeps them."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from groups.pages.caching import kept_by_nobody
from groups.pages.frame import page
from groups.search.vocabulary import directory_version
from groups.shortlists.kept import Shortlist, has_cookie, signed_text


def shortlist_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    shortlist: Shortlist,
    status: int = 200,
    country: str = "",
) -> HttpResponse:
    """A page about a list, with the crisis lines of `country` (ISO code).

    `carried` in its context is the list, signed, where the browser keeps no cookie: every form and link of the page
    takes it along. Else "".
    """
    own = {"carried": carried_of(request, shortlist), "shortlist": shortlist, "indexable": False}
    return kept_by_nobody(page(request, template, own | context, directory_version(), country, status))


def carried_of(request: HttpRequest, shortlist: Shortlist) -> str:
    """The list, signed, for the forms and links of a browser that keeps no cookie; "" for one that does."""
    holds_something = shortlist.picks or shortlist.shared
    return signed_text(shortlist) if holds_something and not has_cookie(request) else ""

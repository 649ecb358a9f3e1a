"""What every page has around its own content: the site's name, the crisis lines and the way out."""

from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi, get_language_from_path

from groups.pages.crisis import crisis_strip
from groups.pages.head import head_of
from groups.pages.helplines import all_lines_address


class LanguageLink(NamedTuple):
    """A language of the site: its code, its own name, and the address of a page in it."""

    code: str
    name: str
    url: str


def page(
    request: HttpRequest, template: str, context: dict[str, Any], version: int, country: str = "", status: int = 200
) -> HttpResponse:
    """The page of a template, with the crisis lines of `country` (ISO code; "" means the default country).

    Made without the request's context processors: nothing on a reading page hangs on who reads it, only on its address.
    """
    own = {"site_languages": same_page_in(request.path)} if status == 200 else {}
    lines = {"crisis": crisis_strip(version, country), "lines_address": all_lines_address(country)}
    context = frame() | own | lines | context
    if status == 200:
        context |= head_of(request, context.get("indexable", True))
    return HttpResponse(render_to_string(template, context), status=status)


def frame() -> dict[str, Any]:
    """The context of the base template that needs no database."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "site_name": settings.SITE_NAME,
        "language": language,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "site_languages": same_page_in(reverse("home")),
        **_standing(language),
    }


def same_page_in(address: str) -> list[LanguageLink]:
    """A page of ours (its path, query included if it is to be kept) in each language of the site, its own included."""
    own = get_language_from_path(address)
    rest = address.removeprefix(f"/{own}") if own else address
    return [
        LanguageLink(code, name, rest if code == settings.LANGUAGE_CODE else f"/{code}{rest}")
        for code, name in settings.LANGUAGES
    ]


@lru_cache(maxsize=100)
def _standing(language: str) -> dict[str, SafeString]:
    """The parts that are the same on every page, rendered once for each language."""
    context = {"site_name": settings.SITE_NAME, "exit_url": settings.EXIT_URL}
    return {part: render_to_string(f"_{part}.html", context) for part in ("styles", "top", "bottom")}


def forget() -> None:
    """Render the standing parts anew: a test serves the static files under other names than the test before."""
    _standing.cache_clear()

"""The pages that the proxy in front shows when the program cannot: each is one file that needs nothing else."""

from django.conf import settings
from django.db import Error
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django_countries import countries

from groups.models import HelpLine
from groups.pages.crisis import shipped_lines
from groups.pages.helplines import LineView, lines_of

# In the page, for the proxy has no other file to send; the program's own pages have none.
_STYLE = SafeString(
    "body { margin: 1rem auto; max-width: 40rem; padding: 0 1rem; font: 1.0625rem/1.55 system-ui, sans-serif } "
    "a { display: inline-block; padding: .65rem 0 } ul { list-style: none; padding: 0 }"
)


def proxy_pages() -> dict[str, str]:
    """File names and their HTML, with the emergency and crisis lines of the default country."""
    words = {
        "503.html": (
            _("We cannot show groups right now"),
            _("Please try again in a minute. If you need to talk to someone now, the numbers above work."),
        ),
        "414.html": (
            _("This address is too long"),
            _("Please start again, with fewer words or fewer choices."),
        ),
    }
    lines = [line for line in _lines() if line.kind != HelpLine.Kind.SUPPORT]
    context = {
        "site_name": settings.SITE_NAME,
        "exit_url": settings.EXIT_URL,
        "language": settings.LANGUAGE_CODE,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "country": countries.name(settings.DEFAULT_COUNTRY),
        "lines": lines,
        "style": _STYLE,
    }
    return {
        name: render_to_string("proxy_page.html", context | {"heading": heading, "text": text})
        for name, (heading, text) in words.items()
    }


def _lines() -> list[LineView]:
    try:
        return lines_of(settings.DEFAULT_COUNTRY)
    except Error:
        return shipped_lines(settings.DEFAULT_COUNTRY)

"""The contact page around its form: what was typed stays, whatever went wrong."""

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from groups.pages.contact import LONGEST_TEXT, ContactForm, listing_of
from groups.pages.frame import page
from groups.pages.helplines import help_lines
from groups.search.vocabulary import directory_version

_FIELDS = ("about", "text", "answer_to")


def contact_page(request: HttpRequest, form: ContactForm, status: int = 200, trouble: str = "") -> HttpResponse:
    """The form with its mistakes, or with `trouble` ("full" or "expired"). Never kept by a cache: it has a cookie."""
    version = directory_version()
    fields = {name: form[name] for name in _FIELDS}
    listing = listing_of(form.data.get("listing", "") or form.initial.get("listing", ""))
    context = {
        "fields": fields,
        "errors": [(name, error) for name, field in fields.items() for error in field.errors],
        "general": form.non_field_errors(),
        "trouble": trouble,
        "listing": listing,
        "longest": LONGEST_TEXT,
        "chosen": _value(fields["about"]),
        "typed": _value(fields["text"]),
        "address": _value(fields["answer_to"]),
        "token": get_token(request),
        "guard": form.guard,
        "help_lines": help_lines(version, listing.country if listing else ""),
    }
    response = page(request, "pages/contact.html", context, version, listing.country if listing else "", status)
    response["Cache-Control"] = "no-store"
    return response


def _value(field: BoundField) -> str:
    """What was typed, without the NULs that no page can show."""
    return str(field.value() or "").replace("\0", "")

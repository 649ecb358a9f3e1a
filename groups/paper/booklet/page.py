"""The page where a booklet is laid out and read, and its PDF.

Whoever has the groups, a search or a list, gives a function that gathers them: it is called in the booklet's language,
which need not be that of the page.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language_bidi, override

from groups.pages.frame import page
from groups.pages.results_page import STATUS, problem_in_words
from groups.paper.booklet.contents import contents_of
from groups.paper.booklet.folding import folded
from groups.paper.booklet.gather import Gathered
from groups.paper.booklet.options import Options, choices_of, options_of
from groups.paper.language import direction_of, language_of
from groups.paper.pdf import PdfUnavailable, pdf_of, warm_up
from groups.search.results import Results
from groups.search.vocabulary import directory_version

FILE_NAME = "booklet.pdf"
_OF_THE_FORM = ("paper", "fold", "first", "in")

Gather = Callable[[], Gathered]


def booklet_page(request: HttpRequest, gather: Gather, no_pdf: bool = False) -> HttpResponse:
    """The form of a booklet, and the booklet below it as the browser prints it; with `no_pdf` it says that there is no
    PDF now, with status 503."""
    warm_up()
    with override(language_of(request.GET)):
        gathered = gather()
    options, results = options_of(request.GET, gathered.country), gathered.results
    path = request.path.removesuffix(FILE_NAME)
    plain = request.GET.copy()
    plain["fold"] = "flat"
    context = {
        "choices": choices_of(options),
        "hidden": [(n, v) for n, values in request.GET.lists() if n not in _OF_THE_FORM for v in values],
        "options": options,
        "no_pdf": no_pdf,
        "page_address": path,
        "pdf_address": f"{path}{FILE_NAME}",
        "plain_address": f"{path}{FILE_NAME}?{plain.urlencode()}",
        "is_empty": not gathered.cards,
        **_trouble(results),
        "booklet": _fragment(gathered, replace(options, fold="flat")) if gathered.cards else "",
        "booklet_direction": direction_of(options.language),
        "indexable": False,
    }
    status = 503 if no_pdf else STATUS[results.problem if results else ""]
    return page(request, "paper/booklet/page.html", context, directory_version(), gathered.country, status)


def _trouble(results: Results | None) -> dict[str, Any]:
    """The place that was typed and not found, told as on the page of a search; nothing for a list."""
    if results is None:
        return {}
    query = results.query
    return {"results": results, "trouble": problem_in_words(results), "near": query.near, "country_code": query.country}


def booklet_pdf(request: HttpRequest, gather: Gather) -> HttpResponse:
    """The booklet as a PDF to open or save; where there is none now, the page to print, and without any group the page
    that says so."""
    try:
        pdf = _pdf(request, gather)
    except PdfUnavailable:
        return booklet_page(request, gather, no_pdf=True)
    if not pdf:
        return booklet_page(request, gather)
    headers = {"Content-Disposition": f'inline; filename="{FILE_NAME}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _pdf(request: HttpRequest, gather: Gather) -> bytes:
    """The PDF; empty where there is no group to put into it."""
    language = language_of(request.GET)
    with override(language):
        gathered = gather()
        if not gathered.cards:
            return b""
        options, right_to_left = options_of(request.GET, gathered.country), get_language_bidi()
        pdf = pdf_of(booklet_html(gathered, options))
    return folded(pdf, language, right_to_left) if options.is_folded else pdf


def booklet_html(gathered: Gathered, options: Options) -> str:
    """The whole page that a PDF is made of, in the language of the page."""
    context: dict[str, Any] = {
        "language": options.language,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "css": _stylesheet(),
        "page_box": options.page_box,
        "booklet": _fragment(gathered, options),
    }
    return render_to_string("paper/booklet/pdf.html", context)


def _fragment(gathered: Gathered, options: Options) -> str:
    with override(options.language):
        return render_to_string("paper/booklet/_booklet.html", contents_of(gathered, options, timezone.now()))


@cache
def _stylesheet() -> str:
    return (Path(settings.BASE_DIR) / "static" / "booklet.css").read_text()

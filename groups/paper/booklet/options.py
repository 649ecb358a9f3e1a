"""How a booklet is printed: the paper, folded or flat, what comes first, and in which language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from groups.paper.language import language_of
from groups.paper.sheet import LETTER_COUNTRIES, PAPERS

_BOXES = {
    "a4": "size: A4",
    "letter": "size: letter",
    "a5": "size: A5; margin: 11mm 11mm 14mm",
    "half-letter": "size: 5.5in 8.5in; margin: 11mm 10mm 14mm",
}


class Choice(NamedTuple):
    """One choice of the form: its parameter, its label, and (value, label, chosen) of each option."""

    name: str
    label: str
    options: list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class Options:
    """paper: "a4" or "letter" · fold: "flat" or "folded" · first: "day" or "area" · language: a code of the site's."""

    paper: str
    fold: str
    first: str
    language: str

    @property
    def is_folded(self) -> bool:
        """Whether two pages go on each side of the paper."""
        return self.fold == "folded"

    @property
    def page_class(self) -> str:
        """What the stylesheet calls the pages: half the paper where it is folded."""
        return {"a4": "a5", "letter": "half-letter"}[self.paper] if self.is_folded else self.paper

    @property
    def page_box(self) -> str:
        """The size of a page and its margins, as CSS: for the PDF alone, for a browser knows its printer's paper."""
        return _BOXES[self.page_class]


def options_of(parameters: Mapping[str, Any], country: str) -> Options:
    """What the address asks for, else what is usual in a country (ISO code) and the language of the page."""
    usual = "letter" if country in LETTER_COUNTRIES else "a4"
    return Options(
        paper=_one_of(parameters.get("paper"), PAPERS, usual),
        fold=_one_of(parameters.get("fold"), ("flat", "folded"), "flat"),
        first=_one_of(parameters.get("first"), ("day", "area"), "day"),
        language=language_of(parameters),
    )


def choices_of(options: Options) -> list[Choice]:
    """The form's choices, in the language of the page."""
    fold = {"flat": _("Flat, one page on a side"), "folded": _("Folded in the middle, two pages on a side")}
    first = {"day": _("By day"), "area": _("By area")}
    return [
        _choice("paper", _("Paper"), {"a4": "A4", "letter": _("US Letter")}, options.paper),
        _choice("fold", _("Flat or folded"), fold, options.fold),
        _choice("first", _("What comes first"), first, options.first),
        _choice("in", _("Language of the booklet"), dict(settings.LANGUAGES), options.language),
    ]


def _choice(name: str, label: str, words: Mapping[str, Any], chosen: str) -> Choice:
    return Choice(name, label, [(value, str(text), value == chosen) for value, text in words.items()])


def _one_of(value: Any, known: tuple[str, ...], usual: str) -> str:
    return value if value in known else usual

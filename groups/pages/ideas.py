"""Philosophies and fellowships as their pages show them, read once for each version of the directory."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries

from groups.language import translated
from groups.models import Fellowship, Philosophy
from groups.search import remembered
from groups.text import fold

#: What a fellowship can be for, in the order of the list; `any` stands last.
CONCERNS = (
    "alcohol drugs gambling food nicotine sex-and-love money relationships mental-health work screens "
    "family-and-friends any"
).split()
FAMILY, ANY = "family-and-friends", "any"


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing compared: the column of `Philosophy`, the question as a heading, and what this one says to it."""

    column: str
    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Fellowships under one heading; `philosophy` tells that `slug` is that of a philosophy, which has a page."""

    slug: str
    title: str
    fellowships: list[Fellowship]
    philosophy: bool = False


def questions() -> list[Cell]:
    """What the comparison asks of each philosophy, in the order of its columns."""
    return [
        Cell("belief", _("Is belief in God asked for?")),
        Cell("abstinence", _("Is stopping completely asked for?")),
        Cell("method", _("Steps, tools, or what else?")),
        Cell("sponsor", _("Is there a sponsor?")),
        Cell("cost", _("What does it cost?")),
        Cell("who_leads", _("Who leads?")),
        Cell("online", _("Are there meetings online?")),
    ]


def compared(philosophy: Philosophy) -> list[Cell]:
    """The questions, each with what this philosophy says to it ("" where nothing is known)."""
    return [Cell(cell.column, cell.question, translated(getattr(philosophy, cell.column))) for cell in questions()]


def all_philosophies(version: int) -> list[Philosophy]:
    """Every philosophy in the alphabetical order of the page's language, the same on either database."""
    key = ("philosophies", get_language())
    return remembered.get(version, key, lambda: sorted(Philosophy.objects.all(), key=_alphabetically))


def all_fellowships(version: int) -> list[Fellowship]:
    """Every fellowship with its philosophy, in alphabetical order."""
    rows = Fellowship.objects.select_related("philosophy")
    return remembered.get(version, "fellowships", lambda: sorted(rows, key=_alphabetically))


def philosophy_of(version: int, slug: str) -> Philosophy | None:
    """The philosophy of that slug; None where there is none."""
    return next((row for row in all_philosophies(version) if row.slug == slug), None)


def fellowship_of(version: int, slug: str) -> Fellowship | None:
    """The fellowship of that slug; None where there is none."""
    return next((row for row in all_fellowships(version) if row.slug == slug), None)


def by_philosophy(rows: Iterable[Fellowship]) -> list[Section]:
    """The fellowships under their philosophies, in alphabetical order."""
    sections: dict[int, Section] = {}
    for row in rows:
        idea = row.philosophy
        section = Section(idea.slug, translated(idea.name), [], philosophy=True)
        sections.setdefault(idea.pk, section).fellowships.append(row)
    return sorted(sections.values(), key=lambda section: fold(section.title))


def by_concern(rows: Iterable[Fellowship]) -> list[Section]:
    """The fellowships under what they are for; one for several things stands under each of them."""
    found = defaultdict(list)
    for row in rows:
        for concern in concerns_of(row):
            found[concern].append(row)
    ordered = [name for name in CONCERNS if name in found] + sorted(found.keys() - set(CONCERNS))
    return [Section(name, concern_in_words(name), found[name]) for name in ordered]


def concerns_of(fellowship: Fellowship) -> list[str]:
    """What it is for. One that is first of all for family and friends is for them alone.

    Al-Anon names alcohol too, but somebody who wants to stop drinking is not helped by finding it there.
    """
    own = list(fellowship.concerns)
    return [FAMILY] if own[:1] == [FAMILY] else own


def concern_in_words(concern: str) -> str:
    """The heading of a concern; one that an operator added is shown as it is written, without its hyphens."""
    words = {
        "alcohol": _("Alcohol"),
        "drugs": _("Drugs"),
        "gambling": _("Gambling"),
        "food": _("Food and eating"),
        "nicotine": _("Smoking and nicotine"),
        "sex-and-love": _("Sex and love"),
        "money": _("Money and debt"),
        "relationships": _("Relationships"),
        "mental-health": _("Mental health"),
        "work": _("Work"),
        "screens": _("Screens and games"),
        FAMILY: _("Family and friends"),
        ANY: _("Any habit or trouble"),
    }
    return words.get(concern) or concern.replace("-", " ").capitalize()


def in_country(rows: Iterable[Fellowship], country: str) -> list[Fellowship]:
    """Those of a country (ISO code) and those of the whole world; all of them for ""."""
    return [row for row in rows if not country or not row.countries or country in row.countries]


def countries_of(rows: Iterable[Fellowship]) -> list[tuple[str, str]]:
    """(ISO code, name) of the countries that fellowships keep to, by name."""
    codes = {code for row in rows for code in row.countries}
    return sorted(((code, countries.name(code)) for code in codes), key=lambda pair: fold(pair[1]))


def where_in_words(fellowship: Fellowship) -> str:
    """The countries it keeps to, or that it is found all over the world."""
    names = [name for _code, name in countries_of([fellowship])]
    return ", ".join(names) if names else _("In many countries")


def _alphabetically(row: Philosophy | Fellowship) -> str:
    return fold(translated(row.name))

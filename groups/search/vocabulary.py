"""The vocabulary as searches and skins need it: names by slug, in each language, remembered until the directory
changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from groups.language import by_name, translated
from groups.models import DirectoryVersion, Feature, Fellowship, Group, Language, Philosophy, Source
from groups.models.group import Attendance
from groups.schedule import PARTS_OF_DAY
from groups.search.tags import DAYS, WELCOME
from groups.text import fold

_PARTS = {
    "morning": _("Morning (4 am to noon)"),
    "afternoon": _("Afternoon (noon to 5 pm)"),
    "evening": _("Evening (5 pm to 9 pm)"),
    "night": _("Night (9 pm to 4 am)"),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Labels by parameter and value in one language, in the order people read them, the fellowships' folded
    abbreviations, and when each feed (by its slug) was last read."""

    version: int
    language: str | None
    labels: dict[str, dict[str, str]]
    philosophy_lines: dict[str, str]
    abbreviations: frozenset[str]
    feed_runs: dict[str, datetime]

    def label(self, parameter: str, value: str) -> str:
        """The words for a value; the value itself where nobody has named it."""
        return self.labels.get(parameter, {}).get(value, value)


_remembered: dict[str | None, Vocabulary] = {}
_VERSION = f"SELECT number FROM {DirectoryVersion._meta.db_table} WHERE id = 1"


def directory_version() -> int:
    """The number that grows with every change of the directory."""
    # Asked before every page, "not modified" ones too: building the same query with the ORM takes longer than those.
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        row = cursor.fetchone()
    return row[0] if row else 0


def vocabulary(version: int | None = None) -> Vocabulary:
    """The vocabulary at a directory version (default: now) in the language of the page, read again only when the
    directory has changed."""
    version = directory_version() if version is None else version
    language = get_language()
    known = _remembered.get(language)
    if known is None or known.version != version:
        known = _remembered[language] = _read(version, language)
    return known


def forget() -> None:
    """Drop what this process remembers: for tests, whose tables are rolled back."""
    _remembered.clear()


def _read(version: int, language: str | None) -> Vocabulary:
    fellowships = list(Fellowship.objects.values_list("slug", "name", "abbreviation"))
    philosophies = list(Philosophy.objects.values_list("slug", "name", "summary"))
    features = list(Feature.objects.values_list("parameter", "slug", "name"))
    return Vocabulary(
        version=version,
        language=language,
        labels={
            "kind": _words(Group.Kind.choices),
            "attendance": _words(Attendance.choices),
            "philosophy": _sorted((slug, name) for slug, name, _summary in philosophies),
            "fellowship": {slug: name for slug, name, _short in fellowships},
            "facilitation": _words(Group.Facilitation.choices),
            **{
                parameter: _sorted((slug, name) for kind, slug, name in features if kind == parameter)
                for parameter in Feature.Parameter.values
            },
            "language": _sorted(Language.objects.values_list("code", "name")),
            "helpers": {WELCOME: str(_("Welcomes helpers"))},
            "day": _words(zip(DAYS, WEEKDAYS.values(), strict=True)),
            "time": _words((part, _PARTS[part]) for part in PARTS_OF_DAY),
        },
        philosophy_lines={slug: translated(summary) for slug, _name, summary in philosophies},
        abbreviations=frozenset(fold(short) for _slug, _name, short in fellowships if short),
        feed_runs={source.slug: source.last_run_at for source in Source.objects.all() if source.last_run_at},
    )


def _words(labels: Iterable[tuple[str, Any]]) -> dict[str, str]:
    return {value: str(label) for value, label in labels}


def _sorted(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Rows of the vocabulary by slug, translated, in the order of their translated names."""
    labels = [(value, translated(name)) for value, name in names]
    return dict(sorted(labels, key=lambda pair: by_name(pair[1])))

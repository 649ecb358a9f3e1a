"""The vocabulary as searches and skins need it: names by slug, remembered until the directory changes."""

from dataclasses import dataclass

from django.db import connection

from groups.models import DirectoryVersion, Feature, Fellowship, Group, Language, Philosophy
from groups.models.group import Attendance
from groups.schedule import PARTS_OF_DAY, WEEKDAY_NAMES
from groups.search.tags import DAYS
from groups.text import fold

_PARTS = {
    "morning": "Morning (4 am to noon)",
    "afternoon": "Afternoon (noon to 5 pm)",
    "evening": "Evening (5 pm to 9 pm)",
    "night": "Night (9 pm to 4 am)",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Labels by parameter and value, in the order people read them, and the fellowships' folded abbreviations."""

    version: int
    labels: dict[str, dict[str, str]]
    philosophy_lines: dict[str, str]
    abbreviations: frozenset[str]

    def label(self, parameter: str, value: str) -> str:
        """The words for a value; the value itself where nobody has named it."""
        return self.labels.get(parameter, {}).get(value, value)


_remembered: list[Vocabulary] = []
_VERSION = f"SELECT number FROM {DirectoryVersion._meta.db_table} WHERE id = 1"


def directory_version() -> int:
    """The number that grows with every change of the directory."""
    # Asked before every page, "not modified" ones too: building the same query with the ORM takes longer than those.
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        row = cursor.fetchone()
    return row[0] if row else 0


def vocabulary(version: int | None = None) -> Vocabulary:
    """The vocabulary at a directory version (default: now), read again only when that has changed."""
    version = directory_version() if version is None else version
    if not _remembered or _remembered[0].version != version:
        _remembered[:] = [_read(version)]
    return _remembered[0]


def forget() -> None:
    """Drop what this process remembers: for tests, whose tables are rolled back."""
    _remembered.clear()


def _read(version: int) -> Vocabulary:
    fellowships = list(Fellowship.objects.values_list("slug", "name", "abbreviation"))
    philosophies = list(Philosophy.objects.values_list("slug", "name", "summary"))
    features = list(Feature.objects.order_by("name").values_list("parameter", "slug", "name"))
    return Vocabulary(
        version=version,
        labels={
            "kind": dict(Group.Kind.choices),
            "attendance": dict(Attendance.choices),
            "philosophy": {slug: name for slug, name, _ in philosophies},
            "fellowship": {slug: name for slug, name, _ in fellowships},
            "facilitation": dict(Group.Facilitation.choices),
            **{
                parameter: {slug: name for kind, slug, name in features if kind == parameter}
                for parameter in Feature.Parameter.values
            },
            "language": dict(Language.objects.values_list("code", "name")),
            "day": dict(zip(DAYS, WEEKDAY_NAMES, strict=True)),
            "time": {part: _PARTS[part] for part in PARTS_OF_DAY},
        },
        philosophy_lines={slug: summary for slug, _, summary in philosophies},
        abbreviations=frozenset(fold(short) for _, _, short in fellowships if short),
    )

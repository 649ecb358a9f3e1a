"""`manage.py load_examples`: invented groups to try the directory with, marked as examples everywhere."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.db.models import QuerySet
from django.utils.dateparse import parse_date, parse_datetime

from groups.management.plain import PlainCommand
from groups.models import Feature, Fellowship, Group, Language, Meeting, Philosophy, Source
from groups.search import entries

FILE = Path(__file__).resolve().parents[2] / "vocabulary" / "examples.json"
SOURCE = "examples"
_RELATED = ("features", "languages")


class Command(PlainCommand):
    help = "Loads about 300 invented groups, or takes them away again with --remove."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take the example listings away")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self._remove()
        elif _examples().exists():
            self.stdout.write("The example listings are loaded already.")
        else:
            self._load(json.loads(FILE.read_text()))

    def _remove(self) -> None:
        groups = _examples()
        removed = groups.count()
        groups.delete()
        Source.objects.filter(slug=SOURCE, is_example=True).delete()
        entries.count_change()
        self.stdout.write(f"{removed} example listings removed.")

    def _load(self, rows: list[dict[str, Any]]) -> None:
        if not Philosophy.objects.exists():
            raise CommandError("There is no vocabulary yet. Run `manage.py load_vocabulary` first.")
        source, _ = Source.objects.get_or_create(
            slug=SOURCE,
            defaults={"name": "Invented examples", "is_example": True, "licence": "Part of this software"},
        )
        if not source.is_example:
            raise CommandError(f'A feed is called "{SOURCE}" already: rename that source in the admin first.')
        known = _Known()
        groups = [known.group(row, source) for row in rows]
        entries.rebuild(group.pk for group in groups)
        self.stdout.write(f"{len(groups)} example listings loaded, each marked as an example.")


def _examples() -> QuerySet[Group]:
    # Not by the slug alone: an operator's own feed may have been called that.
    return Group.objects.filter(source__slug=SOURCE, source__is_example=True)


class _Known:
    """The vocabulary by slug, and the rows made of it."""

    def __init__(self) -> None:
        self.philosophies = {row.slug: row for row in Philosophy.objects.all()}
        self.fellowships = {row.slug: row for row in Fellowship.objects.all()}
        self.features = {row.slug: row for row in Feature.objects.all()}
        self.languages = {row.code: row for row in Language.objects.all()}

    def group(self, row: dict[str, Any], source: Source) -> Group:
        """A saved example group with its meetings."""
        own = {name: value for name, value in row.items() if value is not None and name != "meetings"}
        related = {name: own.pop(name, []) for name in _RELATED}
        meetings = row.get("meetings", [])
        group = Group.objects.create(
            **own
            | {
                "philosophy": self.philosophies.get(own.get("philosophy", "")),
                "fellowship": self.fellowships.get(own.get("fellowship", "")),
                "attendance": _widest(row),
                "inactive_until": parse_date(own.get("inactive_until") or ""),
                "confirmed_at": _moment(own.get("confirmed_at")),
                "status": Group.Status.LISTED,
                "source": source,
            }
        )
        self._relate(group, related)
        for meeting in meetings:
            self._meeting(group, meeting)
        return group

    def _meeting(self, group: Group, row: dict[str, Any]) -> None:
        own = {name: value for name, value in row.items() if value is not None}
        related = {name: own.pop(name, []) for name in _RELATED}
        self._relate(Meeting.objects.create(group=group, **own), related)

    def _relate(self, owner: Group | Meeting, related: dict[str, list[str]]) -> None:
        owner.features.set(self.features[slug] for slug in related["features"])
        owner.languages.set(self.languages[code] for code in related["languages"])


def _widest(row: dict[str, Any]) -> str:
    """All the ways a group can be joined, in one word."""
    ways = {str(part["attendance"]) for part in (row, *row.get("meetings", [])) if part.get("attendance")}
    if not ways:
        has_place = any(row.get(name) for name in ("latitude", "locality", "area_served"))
        return "in_person" if has_place else "online"
    return ways.pop() if len(ways) == 1 else "hybrid"


def _moment(text: str | None) -> Any:
    return parse_datetime(text if text and "T" in text else f"{text}T09:00:00+00:00") if text else None

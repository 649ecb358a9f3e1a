"""`manage.py bench_data --groups N`: fills the database with an invented directory, for measuring only."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from groups.management import synthetic
from groups.management.plain import PlainCommand
from groups.models import Group, SearchWord, Source
from groups.search import entries, schema, tags

SOURCE = "bench"
_CHUNK = 20_000
_INDEXES = ("search_entry_nearest", "search_entry_words")


class Command(PlainCommand):
    help = "Fills an empty database with N invented groups where people live. Never run it on a real directory."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--groups", type=int, required=True, metavar="N", help="how many, 1 to 5,000,000")

    def handle(self, *args: Any, **options: Any) -> None:
        count = options["groups"]
        if not 1 <= count <= 5_000_000:
            raise CommandError("--groups takes a number from 1 to 5,000,000.")
        if Group.objects.exists():
            raise CommandError("This database holds listings already. Use an empty one: set DATABASE_URL.")
        try:
            places = synthetic.towns(settings.GAZETTEER_PATH)
        except sqlite3.Error:
            raise CommandError("There is no place data yet. Run `manage.py build_gazetteer` first.") from None
        self._fill(count, places)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
        self.stdout.write(f"{count:,} invented groups are in.")

    @transaction.atomic
    def _fill(self, count: int, places: list[synthetic.Town]) -> None:
        source = Source.objects.create(slug=SOURCE, name="Synthetic", is_example=True)
        known = tags.ids(synthetic.names_used())
        self._drop_indexes()
        rows = synthetic.groups(count, places, known, first=1)
        done, words = 0, set[str]()
        while chunk := list(islice(rows, _CHUNK)):
            words.update(word for row in chunk for word in row.entry["words"].split())
            _insert_chunk(chunk, source.pk)
            done += len(chunk)
            self.stdout.write(f"  {done:,} of {count:,}", ending="\r" if self.stdout.isatty() else "\n")
        SearchWord.objects.bulk_create(
            (SearchWord(word=word[:60]) for word in sorted(words)), batch_size=500, ignore_conflicts=True
        )
        schema.create(connection)
        schema.refill(connection)
        entries.count_change()

    def _drop_indexes(self) -> None:
        """Made once at the end they cost a fraction of what a million single insertions do."""
        drops = [f"DROP TRIGGER {name}" for name in schema.SQLITE_TRIGGERS]
        if connection.vendor == "postgresql":
            drops = [f"DROP INDEX {name}" for name in _INDEXES]
        with connection.cursor() as cursor:
            for statement in drops:
                cursor.execute(statement)


def _insert_chunk(chunk: list[synthetic.Synthetic], source_id: int) -> None:
    _insert("groups_group", (_group_row(row, source_id) for row in chunk))
    _insert("groups_meeting", (_meeting_row(row) for row in chunk))
    _insert("groups_searchentry", ({"id": row.number, "group_id": row.number, **_entry_row(row)} for row in chunk))
    _insert("groups_searchmeeting", (_search_meeting_row(row) for row in chunk))
    _insert("groups_groupcard", ({"group_id": row.number, "data": row.card} for row in chunk))


def _group_row(row: synthetic.Synthetic, source_id: int) -> dict[str, Any]:
    now = timezone.now()
    defaults = {
        str(field.column): field.get_default()
        for field in Group._meta.concrete_fields
        if not field.null and not field.primary_key
    }
    own = {
        "id": row.number,
        "status": "listed",
        "precision": "exact" if row.group["latitude"] is not None else "",
        "source_id": source_id,
        "created_at": now,
        "updated_at": now,
        "hand_edited": "[]",
        "opening": "[]",
    }
    return defaults | row.group | own


def _meeting_row(row: synthetic.Synthetic) -> dict[str, Any]:
    own = {"id": row.number, "group_id": row.number, "recurrence": "weekly", "interval_weeks": 1}
    return row.meeting | own | {"exceptions": "[]", "name": "", "notes": "", "external_id": ""}


def _search_meeting_row(row: synthetic.Synthetic) -> dict[str, Any]:
    return {
        "meeting_id": row.number,
        "entry_id": row.number,
        "time_zone": row.group["time_zone"],
        "weekday": row.meeting["weekday"],
        "starts_at": row.meeting["starts_at"] + ":00",
    }


def _entry_row(row: synthetic.Synthetic) -> dict[str, Any]:
    text = json.dumps(row.entry["tags"], separators=(",", ":"))
    return row.entry | {"tags": "{" + text[1:-1] + "}" if connection.vendor == "postgresql" else text}


def _insert(table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Rows of equal keys into a table, by the fastest way each database has."""
    ordered = iter(rows)
    first = next(ordered)
    columns = list(first)
    values = _values(first, ordered)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            text = io.StringIO()
            csv.writer(text).writerows(values)
            text.seek(0)
            quoted = ", ".join(f'"{column}"' for column in columns)
            cursor.copy_expert(
                f"COPY {table} ({quoted}) FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL ({_texts(first)}))", text
            )
        else:
            quoted = ", ".join(f'"{column}"' for column in columns)
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", list(values))  # noqa: S608


def _values(first: dict[str, Any], rows: Iterator[dict[str, Any]]) -> Iterator[list[Any]]:
    yield list(first.values())
    for row in rows:
        yield list(row.values())


def _texts(row: dict[str, Any]) -> str:
    """The columns in which an empty CSV field is an empty text, not a null."""
    return ", ".join(f'"{column}"' for column, value in row.items() if isinstance(value, str))

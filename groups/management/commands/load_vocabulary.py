"""`manage.py load_vocabulary`: the philosophies, fellowships, features, languages, help lines and links we ship."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import models, transaction

from groups.management.plain import PlainCommand
from groups.models import Feature, Fellowship, Group, HelpLine, Language, PaidProvider, Philosophy, PracticalLink
from groups.search import entries

FOLDER = Path(__file__).resolve().parents[2] / "vocabulary"

#: File, model and the field that names a row, in the order they refer to each other.
TABLES: list[tuple[str, type[models.Model], str]] = [
    ("philosophies", Philosophy, "slug"),
    ("fellowships", Fellowship, "slug"),
    ("features", Feature, "slug"),
    ("languages", Language, "code"),
    ("helplines", HelpLine, "slug"),
    ("practical", PracticalLink, "slug"),
    ("paid_providers", PaidProvider, "host"),
]


class Command(PlainCommand):
    help = (
        "Adds the vocabulary we ship. Rows you have are left as they are, unless --refresh asks for our newest texts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--refresh", action="store_true", help="also bring the rows we ship up to date")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        changed = 0
        for file, model, key in TABLES:
            rows = json.loads((FOLDER / f"{file}.json").read_text())
            added, updated = self._load(model, key, rows, options["refresh"])
            changed += added + updated
            self.stdout.write(f"{file}: {len(rows)} shipped, {added} added, {updated} updated")
        if changed:
            entries.rebuild(Group.objects.listed().values_list("id", flat=True))

    def _load(self, model: type[models.Model], key: str, rows: list[dict[str, Any]], refresh: bool) -> tuple[int, int]:
        have = {getattr(row, key): row for row in model._default_manager.all()}
        new = [model(**_fields(model, row)) for row in rows if row[key] not in have]
        model._default_manager.bulk_create(new)
        stale = [(have[row[key]], _fields(model, row)) for row in rows if row[key] in have] if refresh else []
        return len(new), sum(_update(row, fields) for row, fields in stale)


def _fields(model: type[models.Model], row: dict[str, Any]) -> dict[str, Any]:
    """The row of a file in the names of the model's fields."""
    fields = dict(row)
    if model is Feature:
        fields["parameter"] = fields.pop("group")
    if model is Fellowship:
        fields["philosophy"] = Philosophy.objects.get(slug=fields["philosophy"])
    return fields


def _update(row: models.Model, fields: dict[str, Any]) -> bool:
    changed = [name for name, value in fields.items() if _plain(getattr(row, name)) != _plain(value)]
    for name in changed:
        setattr(row, name, fields[name])
    if isinstance(row, HelpLine) and {"number", "text_number"} & set(changed):
        # Somebody rang the old number; nobody has rung this one.
        row.confirmed_on = None
        changed.append("confirmed_on")
    if changed:
        row.save(update_fields=changed)
    return bool(changed)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value

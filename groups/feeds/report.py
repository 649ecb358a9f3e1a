"""What an import did, for people and for programs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from groups.feeds.record import Note, Rejected

_MOST_NOTES = 200


@dataclass(frozen=True, slots=True)
class Report:
    """One run of an import. `rows` counts the feed's rows; the four others count groups."""

    source: str
    format: str
    rows: int
    created: int
    updated: int
    unchanged: int
    suspended: int
    rejected: tuple[Rejected, ...] = field(default=())
    notes: tuple[Note, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """The report as plain data, in the shape of `import_feed --report json` (docs/feeds.md)."""
        return {
            **self.counts(),
            "rejected": [{"row": row.row, "name": row.name, "reason": row.reason} for row in self.rejected],
            "notes": [{"row": note.row, "name": note.name, "note": note.note} for note in self.notes],
        }

    def counts(self) -> dict[str, Any]:
        """The report without its rows: what is kept with the source."""
        names = ("source", "format", "rows", "created", "updated", "unchanged", "suspended")
        return {name: getattr(self, name) for name in names}

    def lines(self, *, dry_run: bool = False) -> Iterator[str]:
        """The report in sentences, each rejected row with its reason, then the notes (the first 200)."""
        yield (
            f"{self.source}: {self.rows} rows read as {self.format}" + (" (nothing written)" if dry_run else "") + "."
        )
        if self.created or self.updated or self.suspended:
            yield (
                f"Groups: {self.created} new, {self.updated} updated, {self.unchanged} unchanged, "
                f"{self.suspended} suspended (no longer in the feed)."
            )
        else:
            yield f"Nothing has changed: all {self.unchanged} groups are as they were."
        if self.rejected:
            yield f"Rejected rows ({len(self.rejected)}):"
            yield from (_line(row.row, row.name, row.reason) for row in self.rejected)
        if self.notes:
            yield f"Notes ({len(self.notes)}):"
            yield from (_line(note.row, note.name, note.note) for note in self.notes[:_MOST_NOTES])
        if len(self.notes) > _MOST_NOTES:
            yield f"  … and {len(self.notes) - _MOST_NOTES} more; --report json lists them all."


def _line(row: int, name: str, text: str) -> str:
    return f'  row {row} "{name}": {text}' if name else f"  row {row}: {text}"

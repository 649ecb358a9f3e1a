"""Walking a feed's rows: what every format does around reading one."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from groups.feeds.formats.fields import Unreadable, shown
from groups.feeds.record import Note, Outcome, Record, Rejected

ReadRow = Callable[[int, dict[str, Any]], Iterator[Outcome]]


def read_rows(rows: list[Any], name_of: Callable[[dict[str, Any]], str], read: ReadRow) -> Iterator[Outcome]:
    """What `read` makes of each row (numbered from 1), each external id once.

    A row that is no object or has an unreadable value is rejected. Of two rows with one id, the same meeting
    again is left out with a note; another meeting is kept under an id of its own.
    """
    seen: dict[str, Record] = {}
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            yield Rejected(number, "", f"{shown(row)} is not an object with fields")
            continue
        try:
            for outcome in list(read(number, row)):
                yield _once(outcome, seen) if isinstance(outcome, Record) else outcome
        except Unreadable as error:
            yield Rejected(number, name_of(row), str(error))


def _once(record: Record, seen: dict[str, Record]) -> Record | Note:
    first = seen.setdefault(record.external_id, record)
    if first is record:
        return record
    if _meeting(first) == _meeting(record):
        return Note(record.row, record.name, f"the same meeting as row {first.row}, under the same id: left out")
    # Of its contents, not its position: rows move about between two runs of a feed.
    contents = repr(_meeting(record)).encode(errors="replace")
    own_id = f"{record.external_id[:150]}:{hashlib.sha256(contents).hexdigest()[:16]}"
    other = replace(
        record,
        external_id=own_id,
        remarks=(*record.remarks, f"its id is also that of row {first.row}: both are kept"),
    )
    return _once(other, seen)


def _meeting(record: Record) -> tuple[Any, ...]:
    return (record.name, record.weekday, record.starts_at, record.venue, record.full_address, record.street)

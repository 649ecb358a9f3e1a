"""The one registry of feed formats. A new format is a module with NAME, LABEL, EXPECTED, looks_like and
parse, and a line.
"""

from collections.abc import Iterator
from types import ModuleType
from typing import Any

from groups.feeds.errors import FeedError
from groups.feeds.formats import bmlt, meeting_guide
from groups.feeds.formats.document import load_json, rows_of
from groups.feeds.record import Outcome

FORMATS: dict[str, ModuleType] = {module.NAME: module for module in (bmlt, meeting_guide)}
_SAMPLE_ROWS = 100


def read(content: bytes, format_name: str = "") -> tuple[str, Iterator[Outcome]]:
    """The format of a feed (sniffed where `format_name` is empty) and its outcomes, in the order of its rows.

    Raises FeedError when it is not JSON, holds no rows, or its rows are not those of the format.
    """
    rows = rows_of(load_json(content))
    sample = [row for row in rows if isinstance(row, dict)][:_SAMPLE_ROWS]
    names = [format_name] if format_name else list(FORMATS)
    for name in names:
        if _fits(FORMATS[name], sample):
            return name, FORMATS[name].parse(content)
    raise FeedError(_unlike([FORMATS[name] for name in names], sample))


def count_rows(content: bytes) -> int:
    """How many rows the feed has, usable or not. Raises FeedError like `read`."""
    return len(rows_of(load_json(content)))


def _fits(module: ModuleType, sample: list[dict[str, Any]]) -> bool:
    return 2 * sum(map(module.looks_like, sample)) > len(sample)


def _unlike(expected: list[ModuleType], sample: list[dict[str, Any]]) -> str:
    keys = ", ".join(f'"{str(key)[:30]}"' for key in list(sample[0])[:6]) if sample else "no named fields"
    wanted = ", or ".join(f"{module.LABEL} ({module.EXPECTED})" for module in expected)
    return f"The feed's rows are not in a known format: expected {wanted}; its rows have {keys}."

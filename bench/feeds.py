"""How long an import takes, against parsing the same bytes as JSON, and how long it holds others up.

Usage: DATABASE_URL=… python -m bench.feeds [--rows N]; the database must be an empty one of its own.
"""

import argparse
import io
import json
import os
import random
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench.table import milliseconds, show  # noqa: E402


def main() -> None:
    """Print what a first import, the same again, and one with a change take."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2000)
    rows = _rows(parser.parse_args().rows)
    call_command("migrate", verbosity=0)
    call_command("load_vocabulary", verbosity=0, stdout=io.StringIO())
    text = json.dumps(rows)
    parsing = milliseconds(lambda: json.loads(text))
    first = _import(rows)
    again = _import(rows)
    rows[0]["time"] = "06:15"
    changed = _import(rows)
    show(
        f"{connection.vendor}: importing {len(rows):,} rows",
        ("run", "milliseconds", "÷ json.loads", "rows per second"),
        [
            (name, took, took / parsing, len(rows) / took * 1000)
            for name, took in (("first", first), ("the same again", again), ("one row changed", changed))
        ],
    )


def _import(rows: list[dict]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "feed.json"
        path.write_text(json.dumps(rows))
        return milliseconds(
            lambda: call_command(
                "import_feed", str(path), source="bench", time_zone="America/New_York", stdout=io.StringIO()
            )
        )


def _rows(count: int) -> list[dict]:
    chance = random.Random(4)
    return [
        {
            "slug": f"meeting-{number}",
            "name": f"Group {number // 2}",
            "day": chance.randrange(7),
            "time": f"{chance.randrange(6, 22):02d}:00",
            "types": chance.sample(["O", "C", "D", "W", "X", "B", "ST"], 2),
            "location": f"Hall {number // 2}",
            "formatted_address": f"{number // 2 + 1} Example Street, Philadelphia, PA 19106, USA",
            "latitude": 39.95 + chance.gauss(0, 0.1),
            "longitude": -75.16 + chance.gauss(0, 0.1),
            "updated": "2026-10-01 12:00:00",
        }
        for number in range(count)
    ]


if __name__ == "__main__":
    main()

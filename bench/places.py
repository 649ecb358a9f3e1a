"""Prints how long place look-ups take and what they add to a process's memory: python bench/places.py

Needs the full gazetteer (manage.py build_gazetteer). Names are samples of the gazetteer's own, with a fixed seed.
"""

from __future__ import annotations

import os
import random
import resource
import sqlite3
import string
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")

import django  # noqa: E402

django.setup()
from django.conf import settings  # noqa: E402

SAMPLE = 1000


def rss_mb() -> float:
    """Resident memory of this process in megabytes, from /proc where there is one, else its peak."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def samples(path: Path, dice: random.Random) -> tuple[list[str], list[str], list[str]]:
    """Names typed exactly, the same with one random edit, and postal codes."""
    with sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True) as db:
        rows = db.execute("SELECT name, region FROM place WHERE kind = 'city' AND population > 20000").fetchall()
        codes = [code for (code,) in db.execute("SELECT code FROM postcode WHERE country IN ('GB', 'US', 'CA')")]
    chosen = dice.sample(rows, SAMPLE)
    exact = [name if i % 2 else f"{name}, {region}" for i, (name, region) in enumerate(chosen)]
    plain = [name for name, _ in rows if name.isascii() and len(name) > 5]
    return exact, [misspelt(name, dice) for name in dice.sample(plain, SAMPLE)], dice.sample(codes, SAMPLE)


def misspelt(name: str, dice: random.Random) -> str:
    """The name with one letter replaced, not the first."""
    place = dice.randrange(1, len(name))
    return name[:place] + dice.choice(string.ascii_lowercase) + name[place + 1 :]


def milliseconds(call: Callable[[str], object], texts: Iterable[str]) -> list[float]:
    """How long each call took, sorted."""
    taken = []
    for text in texts:
        started = time.perf_counter()
        call(text)
        taken.append((time.perf_counter() - started) * 1000)
    return sorted(taken)


def main() -> None:
    path = Path(settings.GAZETTEER_PATH)
    if not path.exists():
        sys.exit("The place data has not been built. Run: manage.py build_gazetteer")
    exact, wrong, codes = samples(path, random.Random(1))
    before = rss_mb()
    from groups.places.chain import gazetteer

    places = gazetteer()
    places.find("Leeds")
    places.nearest_place(53.8, -1.55)
    runs = [
        ("exact name", places.find, exact),
        ("misspelt name", places.find, wrong),
        ("postal code", places.find, codes),
        ("type-ahead, 3 letters", places.complete, [text[:3] for text in exact]),
    ]
    print(f"{'look-up':24} {'median ms':>10} {'p99 ms':>10} {'max ms':>10}")
    for title, call, texts in runs:
        taken = milliseconds(call, texts)
        print(f"{title:24} {taken[len(taken) // 2]:10.2f} {taken[int(len(taken) * 0.99)]:10.2f} {taken[-1]:10.2f}")
    print(f"memory added, geopy, rapidfuzz and zone data included: {rss_mb() - before:.0f} MB")


if __name__ == "__main__":
    main()

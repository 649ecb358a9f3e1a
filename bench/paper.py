"""What a client's sheet costs: the PDF of ten groups with QR codes and a map, and of three.

Usage: DATABASE_URL=… python -m bench.paper [--times N]; the database holds listings with places. Time is that of the
processor as well as by the clock, for a busy machine stretches the clock alone; memory is the most that a fork took.
"""

import argparse
import gc
import os
import resource
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
os.environ.setdefault("SITE_URL", "https://directory.example")
django.setup()

from django.utils import timezone  # noqa: E402

from bench.table import GOAL_HEAD, goal, median, show  # noqa: E402
from groups.models import Group  # noqa: E402
from groups.paper import pdf, press, sheet  # noqa: E402
from groups.paper.sheet import SheetOptions, render_sheet_pdf  # noqa: E402
from groups.paper.slip import SheetItem  # noqa: E402
from groups.search.cards import cards_of  # noqa: E402

_BASELINE = "<html lang='en'><title>Support groups</title><p>A line of text.</p>"
_GOAL_SECONDS = 1.0


def main() -> None:
    """Print the table and the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    pages = {"a line": _BASELINE, "3 groups": _page(3), "10 groups": _page(10)}
    # A busy machine is measured too.
    pdf.SECONDS = 120
    pdf.pdf_of(_BASELINE)
    rows = []
    base = 0.0
    for name, page in pages.items():
        clock = median([_seconds(lambda page=page: pdf.pdf_of(page), time.perf_counter) for _ in range(times)])
        work, megabytes = _in_a_fork(page)
        base = base or clock
        rows.append((name, clock, work, clock / base, megabytes))
    show("A sheet as a PDF, warm", ("page", "seconds", "of them work", "÷ a line", "MB at most"), rows)
    show("Goals", GOAL_HEAD, [goal("PDF of 10 groups, seconds of work", rows[-1][2], _GOAL_SECONDS)])


def _page(count: int) -> str:
    """The page that the PDF of a sheet of so many groups is made of."""
    now = timezone.now()
    placed = Group.objects.listed().filter(latitude__isnull=False)
    groups = list(placed.select_related("fellowship__philosophy", "philosophy", "source").order_by("pk")[:count])
    cards = cards_of([group.pk for group in groups], now)
    items = [SheetItem(group, cards[group.pk], "Ask for the greeter", 1.5) for group in groups]
    kept: list[str] = []
    real, sheet.pdf_of = sheet.pdf_of, lambda html: kept.append(html) or b""
    try:
        render_sheet_pdf(items, SheetOptions(now), "en")
    finally:
        sheet.pdf_of = real
    return kept[0]


def _seconds(run: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    run()
    return clock() - start


def _in_a_fork(page: str) -> tuple[float, float]:
    """Seconds of work and the most memory (MB) of one PDF, made in a fork of this process as the press makes it."""
    reader, writer = os.pipe()
    if os.fork() == 0:
        try:
            gc.disable()
            work = _seconds(lambda: press.render(page), time.process_time)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            os.write(writer, f"{work} {peak}".encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        work, peak = map(float, answer.read().split())
    os.wait()
    return work, peak


if __name__ == "__main__":
    main()

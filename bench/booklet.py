"""What a booklet of 40 groups costs as a PDF, warm, and how much memory the process that makes it needs.

Usage: DATABASE_URL=… python -m bench.booklet [--times N]; the database holds 40 listings with places. Time is that of
the processor, for a busy machine stretches the clock.
"""

import argparse
import gc
import os
import resource
import time
from collections.abc import Callable
from functools import partial

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
django.setup()

from django.http import QueryDict  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.table import GOAL_HEAD, goal, median, show  # noqa: E402
from groups.paper.booklet import gather  # noqa: E402
from groups.paper.booklet.folding import folded  # noqa: E402
from groups.paper.booklet.options import options_of  # noqa: E402
from groups.paper.booklet.page import booklet_html  # noqa: E402
from groups.paper.press import render  # noqa: E402
from groups.search.filters import form_for  # noqa: E402
from groups.search.query import query_of  # noqa: E402

_GROUPS = 40


def main() -> None:
    """Print seconds of each step, and the goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    gather.MOST_GROUPS = _GROUPS
    # As in the process that makes PDFs.
    gc.disable()
    html, pdf = _html(), render(_html())
    steps = {
        "search and page": _seconds(_html, times),
        "PDF": _seconds(partial(render, html), times),
        "two pages on a side": _seconds(partial(folded, pdf, "en"), times),
    }
    show("A booklet of 40 groups, seconds of work", ("step", "median"), list(steps.items()))
    # In kibibytes on Linux.
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = [goal("booklet of 40 groups, seconds of work", sum(steps.values()), 4), goal("memory, MiB", memory, 400)]
    show("Goals", GOAL_HEAD, rows)


def _seconds(run: Callable[[], object], times: int) -> float:
    """The median of the processor's seconds that a call takes."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return median(taken)


def _html() -> str:
    parameters = QueryDict("near=Leeds&within=12000")
    form = form_for(parameters)
    form.is_valid()
    found = gather.of_search(query_of(form.cleaned_data), parameters, timezone.now())
    if len(found.cards) < _GROUPS:
        raise SystemExit(f"There are fewer than {_GROUPS} groups to make a booklet of.")
    return booklet_html(found, options_of({"fold": "folded"}, "GB"))


if __name__ == "__main__":
    main()

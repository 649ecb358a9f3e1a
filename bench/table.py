"""Timing and printing for the benches."""

import time
from collections.abc import Callable, Iterable, Sequence
from statistics import median


def milliseconds(run: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def timed(runs: Iterable[Callable[[], object]]) -> list[float]:
    """Milliseconds of each call, in order."""
    return [milliseconds(run) for run in runs]


def p99(values: Sequence[float]) -> float:
    """The 99th percentile (nearest rank)."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]


def show(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table with aligned columns."""
    texts = [[_text(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in [list(head), *texts]) for column in range(len(head))]
    print(f"\n{title}")
    for row in [list(head), *texts]:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


def _text(cell: object) -> str:
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def goal(name: str, value: float, limit: float, at_least: bool = False) -> tuple[str, str, str, str]:
    """A row of goal, measured value, limit, and whether it is met."""
    met = value >= limit if at_least else value <= limit
    return name, f"{value:.2f}", f"{'≥' if at_least else '≤'} {limit:g}", "met" if met else "MISSED"


GOAL_HEAD = ("goal", "measured", "limit", "")

__all__ = ["GOAL_HEAD", "goal", "median", "milliseconds", "p99", "show", "timed"]

"""How long a counsellor needs from the home page to a printed sheet of three groups, human pauses included.

Usage: DATABASE_URL=… python -m bench.journey [--times N]
The baseline is the same journey's pauses alone: what is above them is waiting for us and for the browser.
"""

import argparse
import sys

from playwright.sync_api import sync_playwright

from bench.counsellor import GOAL_SECONDS, MOST_INTERACTIONS, Counsellor
from bench.pages import serving
from bench.phone import ARGUMENTS, CHROMIUM
from bench.table import GOAL_HEAD, goal, median, milliseconds, show

_PRINTS = "window.print = () => {}"


def main() -> None:
    """Print seconds and interactions, and the goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3)
    times = parser.parse_args().times
    if not CHROMIUM.exists():
        sys.exit(f"Chromium is not at {CHROMIUM}: install it, or say where it is with CHROMIUM_PATH.")
    with serving() as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        home, seconds, waited = f"http://127.0.0.1:{port}/", [], 0.0
        for _ in range(times):
            context = browser.new_context()
            context.add_init_script(_PRINTS)
            person = Counsellor(context.new_page(), pauses=True)
            seconds.append(milliseconds(lambda: person.hands_over_three(home, "Leeds")) / 1000)  # noqa: B023
            waited = person.paused_seconds
            context.close()
        browser.close()
    rows = [("with pauses, s", median(seconds), max(seconds)), ("pauses alone, s", waited, waited)]
    show("From the home page to a printed sheet of three groups", ("what", "p50", "longest"), rows)
    goals = [
        goal("whole journey, s", max(seconds), GOAL_SECONDS),
        goal("interactions", person.interactions, MOST_INTERACTIONS),
    ]
    show("Goals", GOAL_HEAD, goals)


if __name__ == "__main__":
    main()

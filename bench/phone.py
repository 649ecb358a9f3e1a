"""How long a poor phone waits for the first result: Chromium with a quarter of the processor, 1.6 Mbit/s and 150 ms.

Usage: DATABASE_URL=… python -m bench.phone [--visits N]
Each visit is a browser that has never been here. The baseline is our smallest page, /livez, on the same line; and the
answer of a directory that ships its whole list is worked out from the size of ours, without reading it.
"""

import argparse
import gzip
import json
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
django.setup()

from django.db import connection  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from bench.pages import serving  # noqa: E402
from bench.table import GOAL_HEAD, goal, median, show  # noqa: E402

CHROMIUM = Path(os.environ.get("CHROMIUM_PATH", "/usr/bin/chromium"))
_BYTES_PER_SECOND = 1_600_000 / 8
_LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": _BYTES_PER_SECOND,
    "uploadThroughput": 750_000 / 8,
}
_TOWNS = "Leeds London Paris Berlin Chicago Toronto Sydney Mumbai Madrid Boston Denver Dublin Oslo Rome Lima".split()
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

# Milliseconds from the request to the frame that shows the first card.
_WATCH = """
const look = () => {
  if (document.querySelector(".card h3 a")?.checkVisibility()) {
    requestAnimationFrame(() => { window.firstResultMs = performance.now(); });
  } else requestAnimationFrame(look);
};
look();
"""


def main() -> None:
    """Print milliseconds to the first result, and the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=15)
    visits = parser.parse_args().visits
    if not CHROMIUM.exists():
        sys.exit(f"Chromium is not at {CHROMIUM}: install it, or say where it is with CHROMIUM_PATH.")
    with serving() as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        site = f"http://127.0.0.1:{port}"
        _load_ms(browser, f"{site}/groups/?near=Leeds")  # a server that has just started reads its files first
        hello = [_load_ms(browser, f"{site}/livez") for _ in range(visits)]
        towns = [_TOWNS[number % len(_TOWNS)] for number in range(visits)]
        first = [_first_result_ms(browser, f"{site}/groups/?near={town}") for town in towns]
        browser.close()
    _show(hello, first)


def _show(hello: list[float], first: list[float]) -> None:
    groups, megabytes = _whole_list()
    whole = megabytes * 1e6 / _BYTES_PER_SECOND
    show(
        f"A poor phone, {groups:,} groups",
        ("what", "p50", "longest"),
        [
            ("/livez, ms", median(hello), max(hello)),
            ("first result, ms", median(first), max(first)),
            (f"the whole list, {megabytes:.1f} MB compressed, on the line alone, ms", whole * 1000, whole * 1000),
        ],
    )
    show("Goals", GOAL_HEAD, [goal("first result, ms", median(first), 1_000)])


def _whole_list() -> tuple[int, float]:
    """How many groups there are, and the megabytes (gzip) of all their cards, guessed from a thousand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM groups_groupcard")
        count = cursor.fetchone()[0]
        cursor.execute("SELECT data FROM groups_groupcard LIMIT 1000")
        sample = [json.loads(data) for (data,) in cursor.fetchall()]
    return count, len(gzip.compress(json.dumps(sample).encode())) / len(sample) * count / 1e6


def _load_ms(browser: Browser, address: str) -> float:
    return _measured(browser, address, "performance.timing.responseEnd - performance.timing.navigationStart")


def _first_result_ms(browser: Browser, address: str) -> float:
    return _measured(browser, address, "window.firstResultMs")


def _measured(browser: Browser, address: str, script: str) -> float:
    context = browser.new_context(viewport={"width": 360, "height": 640}, is_mobile=True, device_scale_factor=2)
    try:
        page = context.new_page()
        page.add_init_script(_WATCH)
        phone = context.new_cdp_session(page)
        phone.send("Network.enable")
        phone.send("Network.emulateNetworkConditions", _LINE)
        phone.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.goto(address, timeout=60_000)
        return float(page.wait_for_function(script, timeout=60_000).json_value())
    finally:
        context.close()


if __name__ == "__main__":
    main()

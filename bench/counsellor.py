"""What a counsellor does with a client in the room: from the home page to a printed sheet of three groups.

Each text typed, each press, and printing counts as one interaction; at most twelve and 90 s are the goal. Clinicians
needed 4 min 3 s to find and print one list (BMC Medical Informatics and Decision Making, s12911-021-01620-9).
"""

import re
import time

from playwright.sync_api import Page

MOST_INTERACTIONS, GOAL_SECONDS = 12, 90.0
#: What somebody needs before each press who has done it before, and to read a page of groups, in seconds.
_PRESS_SECONDS, _READ_SECONDS = 2.0, 10.0
_ADD = re.compile("^Add to my list")


class Counsellor:
    """Uses a page as a person does, with or without human pauses, and counts the interactions."""

    def __init__(self, page: Page, pauses: bool) -> None:
        self.page = page
        self.pauses = pauses
        self.interactions = 0
        self.paused_seconds = 0.0

    def hands_over_three(self, home: str, place: str) -> None:
        """From the home page's address to the printed sheet, as the page offers it with script."""
        self._search(home, place)
        for added in range(1, 4):
            self._press("button", _ADD)
            self.page.get_by_text(re.compile(rf"^{added} groups? on your list$")).wait_for()
        self._press("link", re.compile("on your list$"))
        self._press("button", "Make a sheet to hand over")
        self._press("button", "Print")

    def hands_over_three_without_script(self, home: str, place: str) -> None:
        """The same where no script runs: each group leads to the list and back."""
        self._search(home, place)
        for at in range(3):
            self._press("button", _ADD, at)
            if at < 2:
                self._press("link", "Back to the groups you were looking at")
        self._press("button", "Make a sheet to hand over")
        self._waits(_PRESS_SECONDS)  # the browser's own menu

    def _search(self, home: str, place: str) -> None:
        self.page.goto(home)
        self._waits(_PRESS_SECONDS)
        self.page.locator("#near").fill(place)
        self._press("button", re.compile("^(Find|Search)"))
        self.page.wait_for_url("**/groups/?**")
        self._waits(_READ_SECONDS, counts=False)

    def _press(self, role: str, name: str | re.Pattern[str], at: int = 0) -> None:
        self._waits(_PRESS_SECONDS)
        found = self.page.get_by_role(role, name=name, disabled=False if role == "button" else None)  # type: ignore[arg-type]
        found.nth(at).click()

    def _waits(self, seconds: float, counts: bool = True) -> None:
        self.interactions += counts
        self.paused_seconds += seconds
        time.sleep(seconds if self.pauses else 0)

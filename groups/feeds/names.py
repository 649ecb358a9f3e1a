"""What a feed writes into a group's name besides the name: "(SUSPENDED)", "- Online", "Hybrid:"."""

import re
from typing import NamedTuple


class Name(NamedTuple):
    """A name without its status words; `attendance` is "online", "hybrid", "in_person" or empty if it says
    none.
    """

    text: str
    inactive: bool
    attendance: str


# "closed" alone is left out on purpose: a closed meeting is one for members only.
_STATUS = (
    r"(?:(?:temporarily|currently|permanently|indefinitely)\s+(?:suspended|cancell?ed|closed|paused|inactive|on\s+hold)"
    r"|(?:suspended|cancell?ed|closed|paused)\s+(?:temporarily|indefinitely|permanently|for\s+now|until\b[^()\[\]*]*"
    r"|as\s+of\b[^()\[\]*]*|due\s+to\b[^()\[\]*]*)"
    r"|(?:no\s+longer|not\s+currently|not)\s+meeting"
    r"|suspended|cancell?ed|postponed|inactive|paused|on\s+hold|on\s+hiatus|hiatus|disbanded)"
)
_UNMISTAKABLE = (
    r"(?:temporarily|permanently|indefinitely)\s+(?:suspended|cancell?ed|closed)|closed\s+temporarily"
    r"|(?:suspended|cancell?ed|closed)\s+until\s+further\s+notice"
)
_STATUS_PLACES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"[(\[{{*]+\s*{_STATUS}(?:\s+until\b[^()\[\]]*)?[\s!.]*[)\]}}*]+",
        rf"\A\W*{_STATUS}\s*(?::|[-–—]+\s|!)\s*",
        rf"\s*(?:[:,]|\s[-–—]+)\s*(?:[^-–—]*\b)?{_STATUS}[\s!.]*\Z",
        rf"\A\s*(?:{_UNMISTAKABLE})\b\s*|\s+(?:{_UNMISTAKABLE}|suspended|cancell?ed)\s*\Z",
    )
]
# Capitals before a mixed-case name stand out as a status; in a name all in capitals they may be its words.
_STATUS_IN_CAPITALS = re.compile(r"\A\s*(?:SUSPENDED|CANCELL?ED|INACTIVE|POSTPONED)\s+(?=.*[a-z])")
_MODES = {
    "online": r"(?:(?:on\s*line|virtual|zoom|on\s+zoom|via\s+zoom)(?:\s+only|\s+meeting|\s+mtg\.?)?)",
    "hybrid": r"(?:hybrid(?:\s+meeting)?)",
    "in_person": r"(?:in[\s-]*person(?:\s+only|\s+meeting)?|face\s+to\s+face)",
}
_MODE_PLACES = {
    mode: re.compile(
        rf"[(\[*]+\s*{words}\s*[)\]*]+|\A\s*{words}\s*(?::|[-–—]\s)\s*|\s*[-–—]\s*{words}\s*\Z", re.IGNORECASE
    )
    for mode, words in _MODES.items()
}
_EDGES = " \t\r\n-–—:,;/*"


def read_name(written: str) -> Name:
    """The name inside `written`, whether it is marked as not meeting now, and how it says one can attend."""
    text, inactive = _without_status(written)
    attendance = ""
    for mode, pattern in _MODE_PLACES.items():
        shorter = pattern.sub(" ", text)
        if shorter != text:
            attendance = attendance or mode
            text = shorter if _tidy(shorter) else text
    return Name(_tidy(text) or _tidy(written), inactive, attendance)


def _without_status(written: str) -> tuple[str, bool]:
    text, inactive = written, False
    for pattern in _STATUS_PLACES:
        shorter = pattern.sub(" ", text)
        inactive = inactive or shorter != text
        text = shorter if _tidy(shorter) else text
    shorter = _STATUS_IN_CAPITALS.sub("", text)
    return (shorter, True) if shorter != text else (text, inactive)


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(_EDGES)

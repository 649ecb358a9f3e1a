"""What is typed and pressed on the list's own page."""

import re
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from groups.shortlists.kept import LONGEST_NOTE, Shortlist
from groups.text import printable

_NOTE = re.compile(r"note-(\d{1,18})")
_STEPS = {"up": -1, "down": 1}


@dataclass(slots=True)
class Asked:
    """The list as it would be now, and what is wrong with the notes: {group id: (what was typed, sentence)}."""

    shortlist: Shortlist
    errors: dict[int, tuple[str, str]] = field(default_factory=dict)


def asked_of(shortlist: Shortlist, data: QueryDict) -> Asked:
    """What the form asks: every button of it saves the notes as well, so that nothing typed is lost.

    `note-<id>` are the notes; `remove`, `up` and `down` name a group; `stays` says whether the browser
    keeps the list for 30 days ("1") or until it is closed ("").
    """
    typed = {int(m[1]): _line(str(data[name])) for name in data if (m := _NOTE.fullmatch(name))}
    errors = {group_id: (note, _too_long(note)) for group_id, note in typed.items() if len(note) > LONGEST_NOTE}
    changed = shortlist.noted({group_id: note for group_id, note in typed.items() if group_id not in errors})
    for name, by in _STEPS.items():
        changed = changed.moved(number_in(str(data.get(name, ""))), by)
    changed = changed.without(number_in(str(data.get("remove", ""))))
    if "stays" in data:
        changed = replace(changed, stays=bool(data["stays"]))
    return Asked(changed, errors)


def number_in(text: str) -> int:
    """The id of a group as it was sent; 0, which no group has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def _too_long(note: str) -> str:
    words = {"length": len(note), "most": LONGEST_NOTE}
    return _("This note has %(length)s letters, and %(most)s fit.") % words

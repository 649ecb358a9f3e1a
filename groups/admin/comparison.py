"""A listing beside another in words: what moderators read of proposals and of history."""

from typing import NamedTuple

from groups.listings import field_words, signs
from groups.sheet import Sheet, differences, empty

#: Of a new listing these are said even where they are what most listings say.
_ALWAYS_SAID = ("kind", "attendance", "facilitation")


class Row(NamedTuple):
    """A field's name, and the lines of its value before and after."""

    field: str
    before: list[str]
    after: list[str]


def rows(before: Sheet | None, after: Sheet) -> list[Row]:
    """What differs, field by field; all that is said, where nothing was there before."""
    old = before or empty() | dict.fromkeys(_ALWAYS_SAID, "")
    country = after.get("country") or old.get("country") or ""
    changed = [one for one in differences(old, after) if one.field not in field_words.UNSAID]
    found = (Row(*field_words.difference_in_words(one, country)) for one in changed)
    return [row._replace(after=[*row.after, *_plain(row.after)]) for row in found if row.before != row.after]


def _plain(lines: list[str]) -> list[str]:
    """What a browser makes of links whose hosts have letters beyond a to z: two alphabets may look the same."""
    hosts = {host for line in lines for host in signs.hosts_in(line) if not host.isascii()}
    return [f"This link leads to {_ascii(host)}" for host in sorted(hosts)]


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return "no host that there can be"

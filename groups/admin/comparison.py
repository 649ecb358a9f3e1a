"""A listing beside another in words: what moderators read of proposals and of history."""

from typing import NamedTuple

from groups.listings import field_words
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
    return [row for row in found if row.before != row.after]

"""Markup that is rendered once and then only filled in.

A page holds dozens of cards and choices, nearly the same for every search: rendering each by its template would cost
more than the search itself.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

_SPACE = re.compile(r"\s+")


class Mould:
    """A rendered template with gaps, in the order they are named; each is used once in the template."""

    def __init__(self, template: str, context: dict[str, Any], *gaps: str) -> None:
        # Private-use letters: they cannot stand in a listing by chance, and no escaping changes them.
        marks = {name: chr(0xE000 + number) for number, name in enumerate(gaps)}
        rest = _SPACE.sub(" ", render_to_string(template, context | marks))
        self.pieces = []
        for mark in marks.values():
            piece, _, rest = rest.partition(mark)
            self.pieces.append(piece)
        self.last = rest

    def filled(self, *values: str) -> str:
        """The markup with these texts, escaped, in its gaps."""
        filled = "".join([piece + escape(value) for piece, value in zip(self.pieces, values, strict=True)])
        return filled + self.last


def joined(moulds: Iterable[tuple[Mould, tuple[str, ...]]]) -> SafeString:
    """The markup of filled moulds, one after the other."""
    return SafeString("".join([mould.filled(*values) for mould, values in moulds]))

"""Markup that is rendered once and then only filled in.

A page holds dozens of cards and choices, nearly the same for every search: rendering each by its template would cost
more than the search itself.
"""

import re
import secrets
from collections.abc import Iterable
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

# Nobody can guess it and write it into a listing; no escaping changes it.
_MARK = f"gap.{secrets.token_hex(8)}."
_SPACE = re.compile(r"\s+")


class Mould:
    """A rendered template with gaps, in the order they are named; each is used once in the template."""

    def __init__(self, template: str, context: dict[str, Any], *gaps: str) -> None:
        self.gaps = gaps
        marks = {name: f"{_MARK}{name}." for name in gaps}
        rest = _SPACE.sub(" ", render_to_string(template, context | marks))
        self.pieces = []
        for mark in marks.values():
            piece, _, rest = rest.partition(mark)
            self.pieces.append(piece)
        self.last = rest

    def filled(self, *values: str) -> str:
        """The markup with these texts in its gaps: escaped, unless they are markup already."""
        pairs = zip(self.pieces, values, strict=True)
        return "".join([piece + (v if isinstance(v, SafeString) else escape(v)) for piece, v in pairs]) + self.last


def joined(moulds: Iterable[tuple[Mould, tuple[str, ...]]]) -> SafeString:
    """The markup of filled moulds, one after the other."""
    return SafeString("".join([mould.filled(*values) for mould, values in moulds]))

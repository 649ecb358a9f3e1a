"""The words of a map beside its drawing: WeasyPrint sets those inside a drawing letter by letter, and Arabic letters
that do not join, in the wrong order, are no words."""

import re

from django.utils.safestring import SafeString

from groups.pages.ringmap import RADIUS

# As groups.pages.maps writes them: a class or none, a point in units of the drawing, and words that are escaped.
_WORDS = re.compile(r'<text(?: class="([a-z ]*)")? x="(-?\d+)" y="(-?\d+)">(.*?)</text>')
#: The drawing reaches so far from its middle on each side.
_REACH = RADIUS + 20


def words_apart(ground: str) -> tuple[SafeString, SafeString]:
    """A map's ground without its words, and the words as elements to lay over the drawing in a box of its size."""
    labels = [_label(*found.groups()) for found in _WORDS.finditer(ground)]
    return SafeString(_WORDS.sub("", ground)), SafeString("".join(labels))


def _label(kind: str | None, x: str, y: str, words: str) -> str:
    left, top = ((int(value) + _REACH) / (2 * _REACH) * 100 for value in (x, y))
    return f'<span class="label {kind or ""}" style="left: {left:.1f}%; top: {top:.1f}%">{words}</span>'

"""The numbered marks of a ring map: groups that stand close together share one."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from groups.pages.ringmap import RADIUS, XY, Box, box_around

#: In units of the drawing: 24 px apart on a phone of 320, so that a thumb finds the right one.
_APART, _TALL = 88.0, 76.0
_DIGIT, _PADDING = 25.0, 36.0
_MOST_SAID = 3
_EDGE = RADIUS + 16


@dataclass(slots=True)
class Marker:
    """A mark: the numbers of its groups in order, the middle of their points, and whether all lie beyond the map.

    `label`, `width` and `box` (the room it takes, with its share of the space between marks) follow from these.
    """

    numbers: list[int]
    x: float
    y: float
    is_beyond: bool = False
    label: str = field(init=False)
    width: float = field(init=False)
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        self.label = label_of(self.numbers)
        self.width = max(_TALL, len(self.label) * _DIGIT + _PADDING)
        most = _EDGE - self.width / 2
        self.box = box_around(max(-most, min(most, self.x)), self.y, self.width + _APART - _TALL, _APART)

    def join(self, other: Marker) -> Marker:
        """One mark for the groups of both."""
        own, its = len(self.numbers), len(other.numbers)
        x = (self.x * own + other.x * its) / (own + its)
        y = (self.y * own + other.y * its) / (own + its)
        return Marker(sorted(self.numbers + other.numbers), x, y, self.is_beyond and other.is_beyond)


def label_of(numbers: list[int]) -> str:
    """ "7", "2, 5" or "2–4, 9"; of many, the first and how many more: "2, 5, 9 +4"."""
    if len(numbers) == 1:
        return str(numbers[0])
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs[:_MOST_SAID]]
    more = sum(len(run) for run in runs[_MOST_SAID:])
    return ", ".join(said) + (f" +{more}" if more else "")


def merged(points: Iterable[tuple[int, XY]]) -> list[Marker]:
    """Marks for numbered points, joined until none overlaps another; those beyond the map stand on its edge."""
    markers: list[Marker] = []
    for number, (x, y) in points:
        reach = math.hypot(x, y)
        inward = min(1.0, RADIUS / reach) if reach else 1.0
        new = Marker([number], x * inward, y * inward, reach > RADIUS + 1)
        while (near := next((marker for marker in markers if marker.box.meets(new.box)), None)) is not None:
            markers.remove(near)
            new = near.join(new)
        markers.append(new)
    return sorted(markers, key=lambda marker: marker.numbers)


def markup(markers: Iterable[Marker]) -> SafeString:
    """The marks as links to the cards of their first groups (#g7)."""
    return SafeString("".join([_link(marker) for marker in markers]))


def _link(marker: Marker) -> str:
    x, y, width = (marker.box.left + marker.box.right) / 2, marker.y, marker.width
    kind = ' class="beyond"' if marker.is_beyond else ""
    return (
        f'<a href="#g{marker.numbers[0]}"{kind}><rect x="{x - width / 2:.0f}" y="{y - _TALL / 2:.0f}" '
        f'width="{width:.0f}" height="{_TALL:.0f}" rx="{_TALL / 2:.0f}"/>'
        f'<text x="{x:.0f}" y="{y:.0f}">{marker.label}</text></a>'
    )

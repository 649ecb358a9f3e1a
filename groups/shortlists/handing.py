"""A list as a client's sheet: its groups that are still shown, in their order, with their notes."""

from groups.geo import distance_km
from groups.paper.slip import SheetItem
from groups.places.place import Place
from groups.shortlists.rows import Row


def sheet_items(rows: list[Row], origin: Place | None) -> list[SheetItem]:
    """What goes on the sheet; distances in kilometres from `origin`, where there is one. Groups not shown are left out,
    for nobody should be sent there."""
    return [
        SheetItem(row.group, row.card, row.pick.note, _distance_km(row, origin))
        for row in rows
        if row.group is not None and row.card is not None
    ]


def _distance_km(row: Row, origin: Place | None) -> float | None:
    if origin is None or row.card is None or row.card["latitude"] is None:
        return None
    return distance_km(origin.latitude, origin.longitude, row.card["latitude"], row.card["longitude"])

"""Islands, natural regions and districts people name that none of the packages has; written by hand."""

from __future__ import annotations

import csv
from pathlib import Path

from groups.places.names import name_key
from groups.places.rows import PRIMARY, Grid, Row

FILE = Path(__file__).with_name("extra_places.csv")


def read_extra(near: Grid) -> list[Row]:
    """The rows of extra_places.csv: name, other names (by |), country, degrees, kind, population, reach in km.

    Region and time zone are the nearest town's.
    """
    with FILE.open(encoding="utf-8", newline="") as stream:
        return [_row(entry, near) for entry in csv.DictReader(stream)]


def _row(entry: dict[str, str], near: Grid) -> Row:
    latitude, longitude = float(entry["latitude"]), float(entry["longitude"])
    row = Row(entry["name"], entry["country"], latitude, longitude, entry["kind"])
    row.population, row.radius_km = int(entry["population"]), float(entry["radius_km"])
    town = near.nearest(row.country, latitude, longitude)
    if town is not None:
        row.region, row.zone, row.county = town.region, town.zone, town.county
        row.admin1 = town.admin1 if row.kind == "district" else ""
    row.add_name(name_key(row.name), PRIMARY)
    for other in filter(None, entry["other_names"].split("|")):
        row.add_name(name_key(other), PRIMARY)
    return row

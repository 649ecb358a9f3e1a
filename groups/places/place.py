"""What a look-up answers with: a place on the map, in words for people."""

from __future__ import annotations

from dataclasses import dataclass


class LookupUnavailable(Exception):
    """The look-up could not be made: trouble with the service, never "no such place".

    Its text is a sentence for the operator and never holds what the visitor typed.
    """


@dataclass(frozen=True, slots=True)
class Place:
    """A place a visitor, an organiser or a feed may have meant.

    label         for people, tells same-named places apart: "Newport, Wales, United Kingdom"
    name          the name alone: "Newport", "LS6", or the coordinates as text
    latitude      degrees, -90 to 90
    longitude     degrees, -180 to 180
    kind          city (any town or village), district (part of a town, or a locality of unknown size),
                  county, region (state, province, nation, island, natural region), country, postcode,
                  coordinates (typed by hand), address (only from an external geocoder)
    precision     how far the point may be trusted: exact (typed coordinates), street, postcode (its centre;
                  for British, Irish and Canadian codes the centre of the outward part), locality (the centre of
                  a town or district), region (the middle of an area too wide for a meeting), country
    country       ISO 3166-1 alpha-2, upper case, or "" at sea
    population    of the place, 0 if unknown
    time_zone     IANA name, or "" if unknown
    corrected     True when what was typed was taken for a misspelling of this
    region        the state, province, nation or county used in the label, or ""
    near_town     for typed coordinates, the nearest town with its country: "Leeds, United Kingdom", or ""
    """

    label: str
    name: str
    latitude: float
    longitude: float
    kind: str
    precision: str
    country: str = ""
    population: int = 0
    time_zone: str = ""
    corrected: bool = False
    region: str = ""
    near_town: str = ""

"""Reading a feed's address with the gazetteer: town, region and postal code check each other."""

from groups.feeds.address import Address
from groups.feeds.lookups import gazetteer_lookups
from groups.places.place import Place


def place(name, latitude, longitude, *, kind="city", precision="locality", region="", country="US", corrected=False):
    return Place(
        name, name, latitude, longitude, kind, precision, country, region=region, corrected=corrected, time_zone="UTC"
    )


PENNSYLVANIA = place("Pennsylvania", 41.0, -77.5, kind="region", precision="region")
MEDIA = place("Media", 39.917, -75.388, region="Pennsylvania")
HOLLAND_MICHIGAN = place("Holland", 42.787, -86.109, region="Michigan", corrected=True)
ZIP_MEDIA = place("19063", 39.917, -75.4, kind="postcode", precision="postcode", region="Pennsylvania")
ZIP_ALASKA = place("99063", 61.2, -149.9, kind="postcode", precision="postcode", region="Alaska")
JAL_NEW_MEXICO = place("Jal", 32.1, -103.2, region="New Mexico")
OTLEY = place("Otley", 53.905, -1.69, region="England", country="GB")
WEST_YORKSHIRE = place(
    "West Yorkshire", 53.75, -1.67, kind="county", precision="region", region="England", country="GB"
)


class FewPlaces:
    """Answers like the gazetteer, about a handful of places."""

    answers = {
        "PA": [PENNSYLVANIA],
        "Media, PA": [MEDIA],
        "Holland, PA": [HOLLAND_MICHIGAN],
        "Nowhere, PA": [PENNSYLVANIA],
        "Jal": [JAL_NEW_MEXICO],
        "Media, Jal": [JAL_NEW_MEXICO],
        "Media, Delco": [],
        "Media": [MEDIA],
        "West Yorkshire": [WEST_YORKSHIRE],
        "Otley, West Yorkshire": [OTLEY],
    }

    def find(self, query, country="", limit=6):
        return self.answers.get(query, [])

    def postcode(self, code, country=""):
        return {"19063": ZIP_MEDIA, "99063": ZIP_ALASKA}.get(code)

    def nearest_place(self, latitude, longitude):
        return MEDIA


places_of = gazetteer_lookups(FewPlaces()).places_of


def test_a_postal_code_is_the_closest_answer():
    assert places_of(Address("", "Media", "PA", "19063", "US")) == [ZIP_MEDIA]


def test_a_mistyped_postal_code_gives_way_to_the_town_in_its_region():
    assert places_of(Address("", "Media", "PA", "99063", "US")) == [MEDIA]


def test_a_postal_code_of_another_region_gives_way_even_when_the_town_is_unknown():
    assert places_of(Address("", "Nowhere", "PA", "99063", "US")) == [PENNSYLVANIA]


def test_a_town_its_region_does_not_have_is_not_sought_elsewhere():
    assert places_of(Address("", "Holland", "PA", "", "US")) == [PENNSYLVANIA]


def test_a_town_is_found_in_its_county():
    assert places_of(Address("", "Otley", "West Yorkshire", "", "GB")) == [OTLEY]


def test_what_a_strange_region_is_taken_for_is_not_the_town():
    assert places_of(Address("", "Media", "Jal", "", "US")) == [MEDIA]


def test_a_region_nobody_knows_leaves_the_town():
    assert places_of(Address("", "Media", "Delco", "", "US")) == [MEDIA]


def test_a_place_in_another_country_than_the_address_is_no_answer():
    assert places_of(Address("", "Media", "", "", "GB")) == []


def test_an_address_without_town_region_or_code_names_no_place():
    assert places_of(Address("1 High St", "", "", "", "US")) == []


def test_the_country_at_a_point_is_that_of_the_nearest_town():
    assert gazetteer_lookups(FewPlaces()).country_at(39.9, -75.4) == "US"

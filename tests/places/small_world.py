"""A little world: real names and points, few enough to check by eye, in the shape of the packages' files."""

from groups.places.coast_file import Grid, Ring


def city(name, country, admin1, latitude, longitude, population, zone, *alternates, state="", county=""):
    return {
        "name": name,
        "countrycode": country,
        "admin1code": admin1,
        "latitude": latitude,
        "longitude": longitude,
        "population": population,
        "timezone": zone,
        "alternatenames": list(alternates),
        "state": state,
        "county": county,
    }


LONDON, NEW_YORK, CHICAGO = "Europe/London", "America/New_York", "America/Chicago"
_ALL = [
    city("Leeds", "GB", "ENG", 53.79648, -1.54785, 536280, LONDON, "LBA", "li ci", "Лидс", state="England"),
    city("Bradford", "GB", "ENG", 53.79391, -1.75206, 299310, LONDON, state="England"),
    city("London", "GB", "ENG", 51.50853, -0.12574, 8961989, LONDON, "Londres", state="England"),
    city("Brighton", "GB", "ENG", 50.82838, -0.13947, 277105, LONDON, state="England"),
    city("Newport", "GB", "WLS", 51.58774, -2.99835, 161506, LONDON, "Casnewydd", state="Wales"),
    city(
        "Newport", "GB", "ENG", 50.70146, -1.29124, 24884, LONDON, state="England", county="Isle of Wight"
    ),
    city(
        "Newport", "GB", "ENG", 52.76684, -2.37734, 12741, LONDON, state="England", county="Telford and Wrekin"
    ),
    city("Otley", "GB", "ENG", 53.90518, -1.69383, 14348, LONDON, state="England"),
    city("Southampton", "GB", "ENG", 50.90395, -1.40428, 246201, LONDON, state="England"),
    city("Southampton", "US", "NH", 42.99, -71.10, 850, NEW_YORK, "Southhampton", state="New Hampshire"),
    city("Paris", "FR", "11", 48.85341, 2.3488, 2138551, "Europe/Paris", state="Île-de-France"),
    city("Paris", "US", "TX", 33.66094, -95.55551, 24171, CHICAGO, state="Texas"),
    city("Dallas", "US", "TX", 32.78306, -96.80667, 1302868, CHICAGO, state="Texas"),
    city(
        "New York City", "US", "NY", 40.71427, -74.00597, 8804190, NEW_YORK, "New York", "NYC", state="New York"
    ),
    city("Doylestown", "US", "PA", 40.31011, -75.12989, 8380, NEW_YORK, state="Pennsylvania", county="Bucks County"),
    city("Beverly Hills", "US", "CA", 34.07362, -118.40036, 34109, "America/Los_Angeles", state="California"),
    city("Copenhagen", "DK", "17", 55.67594, 12.56553, 1153615, "Europe/Copenhagen", "København", "CPH",
         state="Capital Region"),
    city("Moscow", "RU", "48", 55.75222, 37.61556, 10381222, "Europe/Moscow", "Москва", state="Moscow"),
    city("Suva", "FJ", "01", -18.14161, 178.44149, 77366, "Pacific/Fiji", state="Central"),
    city("Toronto", "CA", "08", 43.70643, -79.39864, 2600000, "America/Toronto", state="Ontario"),
    city("Dublin", "IE", "L", 53.33306, -6.24889, 1024027, "Europe/Dublin", "Baile Átha Cliath", state="Leinster"),
]  # fmt: skip

CITIES = [{key: value for key, value in entry.items() if key not in ("state", "county")} for entry in _ALL]
DIVISIONS = [
    {
        "country_code": entry["countrycode"],
        "city": entry["name"],
        "latitude": entry["latitude"],
        "longitude": entry["longitude"],
        "population": entry["population"],
        "state": entry["state"],
        "county": entry["county"],
    }
    for entry in _ALL
]
_NAMES = {
    "GB": ("United Kingdom", "GBR", 66488991),
    "US": ("United States", "USA", 327167434),
    "FR": ("France", "FRA", 66987244),
    "DK": ("Denmark", "DNK", 5797446),
    "RU": ("Russia", "RUS", 144478050),
    "FJ": ("Fiji", "FJI", 883483),
    "CA": ("Canada", "CAN", 37058856),
    "IE": ("Ireland", "IRL", 4853506),
}
COUNTRIES = {
    code: {"name": name, "iso": code, "iso3": iso3, "population": population}
    for code, (name, iso3, population) in _NAMES.items()
}
_POSTAL = [
    ("GB", "LS1", "Leeds", "England", "ENG", "West Yorkshire", 53.7965, -1.5478, "4"),
    ("GB", "LS6", "Headingley", "England", "ENG", "West Yorkshire", 53.8201, -1.5774, "4"),
    ("GB", "LS21", "Otley", "England", "ENG", "West Yorkshire", 53.9055, -1.6938, "4"),
    ("GB", "EC1A", "London", "England", "ENG", "Greater London", 51.5200, -0.1000, "4"),
    ("GB", "EC1M", "London", "England", "ENG", "Greater London", 51.5220, -0.1020, "4"),
    ("US", "90210", "Beverly Hills", "California", "CA", "Los Angeles", 34.0901, -118.4065, "4"),
    ("US", "18901", "Doylestown", "Pennsylvania", "PA", "Bucks", 40.3054, -75.1489, "4"),
    ("US", "75460", "Paris", "Texas", "TX", "Lamar", 33.6618, -95.5555, "4"),
    ("FR", "75011", "Paris 11", "Île-de-France", "11", "Paris", 48.8574, 2.3795, "5"),
    ("CA", "M5V", "Downtown Toronto (CN Tower / King and Spadina)", "Ontario", "ON", "Toronto", 43.6404, -79.3995, "6"),
    ("CA", "T2P", "Toronto (Wrong Point)", "Ontario", "ON", "Toronto", 43.7, -80.0, "6"),
    ("CA", "P0A", "Eastern Parry Sound", "Ontario", "ON", "", 45.5, -79.6, "6"),
    ("IE", "D02", "Dublin 2", "Leinster", "L", "", 53.34, -6.2543, ""),
]  # fmt: skip
POSTAL = "".join(
    f"{cc}\t{code}\t{place}\t{a1}\t{a1c}\t{a2}\t\t\t\t{lat}\t{lon}\t{acc}\n"
    for cc, code, place, a1, a1c, a2, lat, lon, acc in _POSTAL
)

#: Hundredths of a degree from 180° W and 90° S.
GRID = Grid(0.01, 0.01, -180.0, -90.0)


def island(south: float, west: float, north: float, east: float) -> Ring:
    """A square island, counter-clockwise; one across ±180° has its west east of its east."""
    corners = [(west, south), (east, south), (east, north), (west, north)]
    xs, ys = zip(*((round((x + 180) * 100), round((y + 90) * 100)) for x, y in corners), strict=True)
    return Ring(list(xs), list(ys), bytes([6] * 4))


COAST = [island(53.5, -2.0, 54.1, -1.0), island(-18.5, 177.0, -17.5, 179.0), island(-17.0, 179.8, -16.6, -179.8)]

"""The tables of the gazetteer file, its format number and whom it credits."""

# Raise it whenever the builder would make a different file from the same packages: an older file is then rebuilt.
FORMAT = "7"

CREDITS = (
    "Place data © GeoNames (geonames.org), CC BY 4.0",
    "Contains Royal Mail data © Royal Mail copyright and database right",
    "Contains OS data © Crown copyright and database right",
    "Contains National Statistics data © Crown copyright and database right; Open Government Licence v3.0",
    "Time zones of points © OpenStreetMap contributors, ODbL (timezone-boundary-builder, through tzfpy)",
)

# place.id falls with population, so names read in key order come largest place first. typo_name.id rises with the
# length of the key, so that names too long or too short for a misspelling are never read.
CREATE_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE country (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE zone (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, region TEXT NOT NULL, country TEXT NOT NULL,
    region_id INTEGER, county_id INTEGER, latitude REAL NOT NULL, longitude REAL NOT NULL,
    population INTEGER NOT NULL, radius_km REAL NOT NULL, zone_id INTEGER NOT NULL, kind TEXT NOT NULL
);
CREATE VIRTUAL TABLE place_box USING rtree (id, south, north, west, east);
CREATE TABLE name (
    key TEXT NOT NULL, place_id INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (key, place_id)
) WITHOUT ROWID;
CREATE TABLE postcode (
    code TEXT NOT NULL, country TEXT NOT NULL, name TEXT NOT NULL, region TEXT NOT NULL,
    latitude REAL NOT NULL, longitude REAL NOT NULL, PRIMARY KEY (code, country)
) WITHOUT ROWID;
CREATE TABLE postcode_shape (
    country TEXT NOT NULL, shape TEXT NOT NULL, codes INTEGER NOT NULL, PRIMARY KEY (country, shape)
) WITHOUT ROWID;
CREATE TABLE typo_name (id INTEGER PRIMARY KEY, key TEXT NOT NULL, population INTEGER NOT NULL);
CREATE TABLE typo_length (length INTEGER PRIMARY KEY, first_id INTEGER NOT NULL, last_id INTEGER NOT NULL);
CREATE VIRTUAL TABLE typo_index USING fts5 (
    key, content='', tokenize='trigram', detail=none, columnsize=0
);
"""

# Short beginnings ("lo") match tens of thousands of names: completion then reads the largest places alone.
CREATE_INDEXES = "CREATE INDEX name_of_large_place ON name (key) WHERE place_id < 30000;"

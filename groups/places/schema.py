"""The tables of the gazetteer file, its format number and whom it credits."""

# Raise it whenever the builder would make a different file from the same packages: an older file is then rebuilt.
FORMAT = "8"

CREDITS = (
    "Place data © GeoNames (geonames.org), CC BY 4.0",
    "Contains Royal Mail data © Royal Mail copyright and database right",
    "Contains OS data © Crown copyright and database right",
    "Contains National Statistics data © Crown copyright and database right; Open Government Licence v3.0",
    "Coast: Natural Earth (naturalearthdata.com), public domain",
    "Time zones of points © OpenStreetMap contributors, ODbL (timezone-boundary-builder, through tzfpy)",
)

# place.id falls with population, so names read in key order come largest place first. typo_name.id rises with the
# length of the key, so that names too long or too short for a misspelling are never read. Pieces of one ring of the
# coast follow each other by id; `points` are pairs of longitude and latitude as 32-bit numbers (build_coast.py).
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
CREATE VIRTUAL TABLE large_place_box USING rtree (id, south, north, west, east);
CREATE TABLE coast (id INTEGER PRIMARY KEY, ring INTEGER NOT NULL, points BLOB NOT NULL);
CREATE VIRTUAL TABLE coast_box USING rtree (id, lowest_level, highest_level, south, north, west, east);
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

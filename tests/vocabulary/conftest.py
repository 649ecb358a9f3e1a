"""The shipped vocabulary files, as plain data: these tests need no database."""

import json
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VOCABULARY = ROOT / "groups" / "vocabulary"
FORMATS = Path(os.environ.get("SHARED_DIR", ROOT / ".." / "shared")) / "formats"


def _rows(name: str) -> list[dict]:
    return json.loads((VOCABULARY / f"{name}.json").read_text(encoding="utf-8"))


def _format(name: str) -> dict:
    path = FORMATS / f"{name}.json"
    if not path.exists():
        pytest.skip("the shared interchange formats are not beside this clone")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def philosophies() -> list[dict]:
    return _rows("philosophies")


@pytest.fixture(scope="session")
def fellowships() -> list[dict]:
    return _rows("fellowships")


@pytest.fixture(scope="session")
def features() -> list[dict]:
    return _rows("features")


@pytest.fixture(scope="session")
def languages() -> list[dict]:
    return _rows("languages")


@pytest.fixture(scope="session")
def helplines() -> list[dict]:
    return _rows("helplines")


@pytest.fixture(scope="session")
def practical() -> list[dict]:
    return _rows("practical")


@pytest.fixture(scope="session")
def examples() -> list[dict]:
    return _rows("examples")


@pytest.fixture(scope="session")
def meeting_guide_types() -> dict:
    return _format("meeting_guide_types")


@pytest.fixture(scope="session")
def tsml() -> dict:
    return _format("tsml_program_types")


@pytest.fixture(scope="session")
def tsml_programs(tsml) -> dict:
    return tsml["programs"]


@pytest.fixture(scope="session")
def bmlt_formats() -> list[dict]:
    return _format("bmlt_formats")["formats"]

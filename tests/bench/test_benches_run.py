"""A small directory is made, and each bench prints its tables over it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from groups.paper import pdf

CHROMIUM = Path(os.environ.get("CHROMIUM_PATH", "/usr/bin/chromium"))
ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    not settings.GAZETTEER_PATH.exists() and not os.environ.get("CI"),
    reason="no place data: run `manage.py build_gazetteer`",
)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Run a command of the project on a database of its own with 600 groups."""
    path = tmp_path_factory.mktemp("bench") / "bench.sqlite3"

    def start(*command):
        environment = os.environ | {"DATABASE_URL": f"sqlite:///{path}"}
        return subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
        )

    start("manage.py", "migrate", "--verbosity", "0")
    filled = start("manage.py", "bench_data", "--groups", "600")
    assert "600 invented groups are in." in filled.stdout, filled.stderr
    return start


def test_nearest_search_is_measured(run):
    done = run("-m", "bench.nearest", "--points", "20")
    assert done.returncode == 0, done.stderr
    assert "scan ÷ no filter" in done.stdout


def test_pages_are_measured(run):
    done = run("-m", "bench.pages", "--requests", "20")
    assert done.returncode == 0, done.stderr
    assert "full page ÷ hello" in done.stdout


@pytest.mark.skipif(bool(pdf.missing_libraries()), reason="no libpango")
def test_sheets_are_measured(run):
    done = run("-m", "bench.paper", "--times", "1")
    assert done.returncode == 0, done.stderr
    assert "PDF of 10 groups, seconds of work" in done.stdout


def test_booklets_are_measured(run):
    done = run("-m", "bench.booklet", "--times", "1")
    assert done.returncode == 0, done.stderr
    assert "booklet of 40 groups, seconds of work" in done.stdout


def test_a_database_with_listings_is_not_filled_again(run):
    done = run("manage.py", "bench_data", "--groups", "600")
    assert done.returncode == 1
    assert "holds listings already" in done.stderr


def test_a_number_that_makes_no_sense_is_refused_with_a_sentence(run):
    done = run("manage.py", "bench_data", "--groups", "0")
    assert done.returncode == 1
    assert "a number from 1 to" in done.stderr


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists() and not os.environ.get("CI"), reason="no Chromium")
def test_a_poor_phone_is_measured(run):
    done = run("-m", "bench.phone", "--visits", "2")
    assert done.returncode == 0, done.stderr
    assert "first result, ms" in done.stdout

"""Killed at any moment an import leaves the directory as it was; two at once do not mix."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).parent.parent.parent
GROUPS = 250


def feed(path, hour, count=GROUPS):
    rows = [
        {
            "slug": f"s{n}-{hour}", "name": f"Name {n}", "day": n % 7, "time": f"{hour}:00", "types": ["O", "W"],
            "formatted_address": f"{n} Elm St, Media, PA 19063, USA", "latitude": 39.9, "longitude": -75.1 - n / 1000,
        }
        for n in range(count)
    ]  # fmt: skip
    path.write_text(json.dumps(rows))
    return path


def program(database_url, *arguments):
    environment = os.environ | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "directory.settings"}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.feeds.run_import", *map(str, arguments)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def stored(database_url):
    output, _ = program(database_url, "stored").communicate(timeout=60)
    return json.loads(output)


@pytest.fixture
def database_url(transactional_db, tmp_path):
    """A database other processes can open: the test database of PostgreSQL, or a migrated SQLite file."""
    if connection.vendor == "postgresql":
        s = connection.settings_dict
        return f"postgres://{s['USER']}:{s['PASSWORD']}@{s['HOST']}:{s['PORT'] or 5432}/{s['NAME']}"
    url = f"sqlite:///{tmp_path / 'directory.sqlite3'}"
    environment = os.environ | {"DATABASE_URL": url}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True, timeout=120)
    return url


def test_an_import_killed_at_any_moment_leaves_the_directory_as_it_was(database_url, tmp_path):
    old, new = feed(tmp_path / "old.json", 18), feed(tmp_path / "new.json", 19)
    program(database_url, "import", old, "philly").communicate(timeout=120)
    before = stored(database_url)
    assert before[0][:3] == [1, GROUPS, GROUPS]
    for _ in range(3):
        victim = program(database_url, "import", new, "philly")
        assert victim.stdout.readline() == "writing\n"
        time.sleep(random.uniform(0.05, 0.6))
        finished = victim.poll() is not None
        victim.kill()
        victim.communicate(timeout=60)
        after = stored(database_url)
        assert after == before or finished or _is_whole_new_feed(after, before)
        before = after


def _is_whole_new_feed(after, before):
    # The kill may come in the moment after the commit: then all of the new feed is there.
    return after[0] == before[0] and after[1] != before[1]


def test_a_first_import_that_is_killed_leaves_not_even_its_source(database_url, tmp_path):
    victim = program(database_url, "import", feed(tmp_path / "new.json", 19, count=1500), "philly")
    assert victim.stdout.readline() == "writing\n"
    time.sleep(0.3)
    victim.kill()
    victim.communicate(timeout=60)
    assert stored(database_url)[0] == [0, 0, 0, 0, 0]


def test_two_imports_of_one_source_at_once_end_as_one_after_the_other(database_url, tmp_path):
    first = program(database_url, "import", feed(tmp_path / "a.json", 18), "philly")
    second = program(database_url, "import", feed(tmp_path / "b.json", 19), "philly")
    results = [process.communicate(timeout=120) for process in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0], results
    reports = [json.loads(output.splitlines()[-1]) for output, _ in results]
    assert sorted(report["created"] for report in reports) == [0, GROUPS]
    assert sorted(report["updated"] for report in reports) == [0, GROUPS]
    assert stored(database_url)[0][:3] == [1, GROUPS, GROUPS]


def test_two_sources_at_once_both_arrive_whole(database_url, tmp_path):
    path = feed(tmp_path / "a.json", 18)
    processes = [program(database_url, "import", path, source) for source in ("one", "two")]
    results = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], results
    assert stored(database_url)[0][:3] == [2, 2 * GROUPS, 2 * GROUPS]

"""A command says in a sentence that the database cannot be used, and shows nobody a traceback."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

COMMANDS = [
    "load_vocabulary",
    "load_examples",
    "load_examples --remove",
    "rebuild_search_index",
    "rebuild_search_index --check",
    "bench_data --groups 5",
    f"import_feed {settings.BASE_DIR}/tests/data/meeting_guide.json --source ours",
]


def run(command, database_url):
    return subprocess.run(
        [sys.executable, "manage.py", *command.split()],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_a_database_without_tables(command, tmp_path):
    ended = run(command, f"sqlite:///{tmp_path}/new.sqlite3")
    assert ended.returncode == 1
    assert ended.stderr.startswith("CommandError: The ")
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("command", ["load_vocabulary", "prepare", "rebuild_search_index --check"])
def test_a_file_that_is_no_database(command, tmp_path):
    (tmp_path / "text.sqlite3").write_text("no database " * 100)
    ended = run(command, f"sqlite:///{tmp_path}/text.sqlite3")
    assert ended.returncode == 1
    assert "CommandError: The " in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_server_that_does_not_answer():
    ended = run("load_vocabulary", "postgres://nobody@127.0.0.1:1/nothing")
    assert ended.returncode == 1
    assert ended.stderr.startswith("CommandError: The database cannot be used: ")


@pytest.mark.parametrize("url", ["nonsense://x", "mysql://root@127.0.0.1/x", "postgres", "://"])
def test_an_address_of_no_database(url):
    ended = run("check", url)
    assert ended.returncode == 1
    assert "DATABASE_URL is not an address of a database we know." in ended.stderr
    assert "Traceback" not in ended.stderr

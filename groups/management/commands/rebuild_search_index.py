"""`manage.py rebuild_search_index`: make the search index anew from the listings, or compare it with them."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import connection, transaction

from groups.management.plain import PlainCommand
from groups.models import DirectoryVersion, Group, SearchEntry, SearchWord
from groups.search import checking, entries, schema


class Command(PlainCommand):
    help = "Remakes every search entry and card. With --check it compares and changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare; exit 1 where anything differs")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self._check()
            return
        with transaction.atomic():
            schema.create(connection)
            SearchWord.objects.all().delete()
            DirectoryVersion.objects.get_or_create(id=1)
            entries.rebuild(self._ids())
            schema.refill(connection)
        self.stdout.write(f"The search index is new: {SearchEntry.objects.count()} entries.")

    def _ids(self) -> list[int]:
        # Unlisted groups too: they lose the entries they should not have.
        return list(Group.objects.values_list("id", flat=True))

    def _check(self) -> None:
        problems = [*schema.problems(connection), *checking.differences(self._ids())]
        for problem in problems[:20]:
            self.stderr.write(problem)
        if problems:
            raise CommandError(
                f"The search index differs from the listings in {len(problems)} places. "
                "Run `manage.py rebuild_search_index` to make it anew."
            )
        self.stdout.write("The search index agrees with the listings.")

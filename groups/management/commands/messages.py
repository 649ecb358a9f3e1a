"""`manage.py messages`: brings the catalogues of translations in step with the sentences, and compiles them."""

from typing import Any

from babel import Locale, UnknownLocaleError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from groups.management import catalogues, safety


class Command(BaseCommand):
    help = "Brings every catalogue in groups/locale in step with the sentences visitors see, and compiles it."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        for option, metavar, text in (
            ("--add", "LANGUAGE", "make the folder of a language, such as fr or pt_BR"),
            ("--checked", "LANGUAGE", "note that a native reader has read the safety texts as they are now"),
        ):
            parser.add_argument(option, metavar=metavar, help=text)
        for option, text in (
            ("--check", "change nothing; exit 1 where something is out of step"),
            ("--complete", "with --check: exit 1 where a translation is missing"),
        ):
            parser.add_argument(option, action="store_true", help=text)

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = catalogues.sentences()
        if options["check"]:
            self._check(options["complete"])
            return
        if options["checked"]:
            self._note(self._known(options["checked"]))
            return
        for locale in {*catalogues.locales(), *([self._known(options["add"])] if options["add"] else [])}:
            catalogues.update(locale, wanted)
            self.stdout.write(
                f"{locale}: {len(catalogues.untranslated(locale))} of {len(wanted)} wait for a translation"
            )

    def _check(self, complete: bool) -> None:
        wanted = catalogues.sentences()
        found = [f"{locale}: {text}" for locale in catalogues.locales() for text in catalogues.problems(locale, wanted)]
        if complete:
            found += [
                f"{name}: no translation of {t}" for name in catalogues.locales() for t in catalogues.untranslated(name)
            ]
        if found:
            raise CommandError("\n".join([*found, "Run: manage.py messages, and look at groups/locale."]))
        self.stdout.write(f"{len(wanted)} sentences, in step in {', '.join(catalogues.locales())}.")

    def _note(self, locale: str) -> None:
        if locale not in catalogues.locales():
            raise CommandError(f"{locale} has no folder in groups/locale.")
        read = safety.note_as_checked(locale)
        self.stdout.write(f"{locale}: {read} safety texts noted as read, {len(safety.unchecked(locale))} left.")

    def _known(self, name: str) -> str:
        try:
            return str(Locale.parse(name))
        except (UnknownLocaleError, ValueError):
            raise CommandError(f"{name} is no language we know. Write it as in fr or pt_BR.") from None

"""`manage.py import_feed`: bring the groups of one source in line with its feed, and say what was done."""

import json
import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from groups.feeds.address import country_code
from groups.feeds.errors import FeedError
from groups.feeds.fetch import fetch, is_url
from groups.feeds.formats import FORMATS
from groups.feeds.load import Options, load
from groups.feeds.lookups import gazetteer_lookups
from groups.feeds.zones import iana_zone
from groups.management.commands.load_examples import SOURCE as EXAMPLES
from groups.management.plain import PlainCommand
from groups.models import Fellowship
from groups.places.chain import gazetteer
from groups.places.place import LookupUnavailable

_LONGEST_SLUG = 60


class Command(PlainCommand):
    """See docs/feeds.md. Exit status 0, or 1 with one sentence on standard error and nothing written."""

    help = "Import a feed (Meeting Guide or BMLT JSON) from a file or an https address. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("feed", metavar="FILE_OR_URL", help="the feed's file, or its https:// address")
        parser.add_argument("--source", required=True, metavar="SLUG", help="whose feed it is; a new slug is made")
        parser.add_argument("--format", default="", help=f"{' or '.join(sorted(FORMATS))}; recognised if absent")
        parser.add_argument("--fellowship", default="", metavar="SLUG", help="the fellowship of all its groups")
        parser.add_argument("--country", default="", metavar="CC", help="ISO code, for addresses that name none")
        parser.add_argument("--time-zone", default="", metavar="ZONE", help="IANA name, for rows that tell none")
        parser.add_argument("--dry-run", action="store_true", help="report only, write nothing")
        parser.add_argument("--accept-shrink", action="store_true", help="accept the loss of over 20 %% of the groups")
        parser.add_argument("--report", choices=["text", "json"], default="text", help="how to report (text)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load(
                fetch(options["feed"]),
                _options(options),
                gazetteer_lookups(gazetteer()),
                now=timezone.now().replace(microsecond=0),
            )
        except FeedError as error:
            raise CommandError(str(error)) from None
        except LookupUnavailable as error:
            raise CommandError(str(error)) from None
        if options["report"] == "json":
            self.stdout.write(json.dumps(report.as_json(), indent=1))
        else:
            self.stdout.write("\n".join(report.lines(dry_run=options["dry_run"])))


def _options(given: dict[str, Any]) -> Options:
    return Options(
        source=_source_slug(given["source"]),
        format=_format(given["format"]),
        url=given["feed"][:500] if is_url(given["feed"]) else "",
        fellowship=_fellowship(given["fellowship"]),
        country=_country(given["country"]),
        time_zone=_time_zone(given["time_zone"]),
        dry_run=given["dry_run"],
        accept_shrink=given["accept_shrink"],
    )


def _source_slug(written: str) -> str:
    if len(written) > _LONGEST_SLUG or not re.fullmatch(r"[A-Za-z0-9_-]+", written):
        raise FeedError(f"--source takes a short name of letters, digits and hyphens (at most {_LONGEST_SLUG}).")
    if written == EXAMPLES:
        raise FeedError(f"--source {EXAMPLES} is the name of the invented examples. Choose another.")
    return written


def _format(written: str) -> str:
    if written and written not in FORMATS:
        raise FeedError(f'There is no format "{written}": choose {" or ".join(sorted(FORMATS))}, or leave it out.')
    return written


def _fellowship(slug: str) -> Fellowship | None:
    if not slug:
        return None
    found = Fellowship.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Fellowship.objects.order_by("slug").values_list("slug", flat=True)[:8])
        hint = f"such as {known}" if known else "none is loaded yet: run manage.py load_vocabulary"
        raise FeedError(f'There is no fellowship "{slug}" ({hint}).')
    return found


def _country(written: str) -> str:
    code = country_code(written) if len(written) == 2 else ""
    if written and not code:
        raise FeedError(f'--country takes a two-letter ISO code such as US or GB, not "{written}".')
    return code


def _time_zone(written: str) -> str:
    zone = iana_zone(written)
    if written and not zone:
        raise FeedError(f'--time-zone takes an IANA name such as America/New_York, not "{written}".')
    return zone

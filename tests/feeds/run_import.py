"""A program of its own for tests of interruption and concurrency: import a file, or print what is stored.

Run as `python -m tests.feeds.run_import import FILE SOURCE` or `… stored`, with DATABASE_URL.
"""

import hashlib
import json
import sys
from pathlib import Path

import django

django.setup()

from django.utils import timezone  # noqa: E402

from groups.feeds.errors import FeedError  # noqa: E402
from groups.feeds.load import Options, load  # noqa: E402
from groups.models import Group, Meeting, SearchEntry, Source  # noqa: E402
from tests.feeds.places import LOOKUPS  # noqa: E402


def run_import(path: str, source: str) -> None:
    """Import a file with the places of the tests; prints "writing" just before, and the counts or the refusal after."""
    content = Path(path).read_bytes()
    print("writing", flush=True)
    try:
        report = load(content, Options(source), LOOKUPS, now=timezone.now().replace(microsecond=0))
    except FeedError as error:
        sys.exit(str(error))
    print(json.dumps(report.counts()), flush=True)


def stored() -> None:
    """Print how many rows there are, and a digest of what the groups and meetings say."""
    groups = Group.objects.order_by("slug").values_list("slug", "name", "status", "venue", "version")
    meetings = Meeting.objects.order_by("source", "external_id").values_list(
        "external_id", "weekday", "starts_at", "group__slug"
    )
    said = repr([list(groups), list(meetings)]).encode()
    counts = [model.objects.count() for model in (Source, Group, Meeting, SearchEntry, Meeting.features.through)]
    print(json.dumps([counts, hashlib.sha256(said).hexdigest()]))


if __name__ == "__main__":
    run_import(*sys.argv[2:]) if sys.argv[1] == "import" else stored()

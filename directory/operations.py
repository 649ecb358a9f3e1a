"""What a load balancer asks: does the process live, and can it answer visitors?"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from groups import outbox
from groups.places import chain
from groups.places.place import LookupUnavailable
from groups.search import schema

_NO_DATABASE = "The database does not answer. Check DATABASE_URL and that the server runs."

#: Each part answers with a sentence where it is not ready, else with nothing.
Part = Callable[[], str]


@require_safe
@never_cache
def livez(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all; it touches neither database nor files."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when every part can do its work, else 503; each part with a sentence.

    Work that is due and not done never makes it 503: visitors are answered all the same, and taking web processes away
    would send no mail. Its age stands here to be read, and in /metrics to be alarmed by.
    """
    answers = dict(_answers())
    ready = not any(answers.values())
    parts: dict[str, Any] = {name: {"ready": not wrong, "detail": wrong or "Ready."} for name, wrong in answers.items()}
    parts["outbox"] = {"ready": True, "detail": _outbox()}
    return JsonResponse({"ready": ready, "parts": parts}, status=200 if ready else 503)


def _answers() -> Iterator[tuple[str, str]]:
    for name, part in PARTS.items():
        try:
            yield name, part()
        except DatabaseError:
            yield name, _NO_DATABASE


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(missing)} migrations are missing. Run: manage.py migrate" if missing else ""


def _index() -> str:
    problems = schema.missing(connection)
    return f"{problems[0]} Run: manage.py rebuild_search_index" if problems else ""


def _gazetteer() -> str:
    try:
        chain.gazetteer().complete("lo")
    except LookupUnavailable as trouble:
        return str(trouble)
    return ""


def _outbox() -> str:
    try:
        seconds = outbox.oldest_age_seconds(timezone.now())
    except DatabaseError:
        return _NO_DATABASE
    return f"The oldest job has been due for {seconds:.0f} seconds." if seconds else "Nothing is due."


PARTS: dict[str, Part] = {
    "database": _database,
    "migrations": _migrations,
    "index": _index,
    "gazetteer": _gazetteer,
}

"""When an external geocoder may be asked: one request a second over all processes, and rest after failures.

Kept in Django's cache, so it is shared as far as the cache is. Nothing here sleeps: a service that may not be asked
now is left out of this answer.
"""

from __future__ import annotations

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from groups.places.externals import Found, Service

_SECONDS_BETWEEN_REQUESTS = 1  # the limit of the public Nominatim, which counts all users of a site together
_FAILURES_BEFORE_REST = 3
_REST_SECONDS = 60
_LONGEST_REST_SECONDS = 3600
_ANSWER_SECONDS = 600


def _key(what: str, service: Service, text: str = "") -> str:
    # Keyed, so that a look into the cache does not tell what was typed.
    digest = salted_hmac("groups.places", f"{service.name}\0{text}", algorithm="sha256").hexdigest()
    return f"places:{what}:{digest}"


def remembered(service: Service, text: str) -> list[Found] | None:
    """An answer of the last ten minutes; None if there is none."""
    answers: list[Found] | None = cache.get(_key("answer", service, text))
    return answers


def remember(service: Service, text: str, answers: list[Found]) -> None:
    """Keep an answer for ten minutes, and forget earlier failures."""
    cache.set(_key("answer", service, text), answers, _ANSWER_SECONDS)
    cache.delete(_key("failures", service))


def is_resting(service: Service) -> bool:
    """Whether the service failed so often that it is left alone for now."""
    return cache.get(_key("rest", service)) is not None


def has_trouble(service: Service) -> bool:
    """Whether its last request failed (within a minute) or it is resting."""
    return is_resting(service) or bool(cache.get(_key("failures", service)))


def take_turn(service: Service) -> bool:
    """Whether a request may be made now; True only once a second."""
    return bool(cache.add(_key("turn", service), 1, _SECONDS_BETWEEN_REQUESTS))


def note_failure(service: Service, rest_seconds: int) -> None:
    """Count a failure; the third in a minute, or a wish of the service (in seconds), begins a rest."""
    key = _key("failures", service)
    cache.add(key, 0, _REST_SECONDS)
    try:
        failures = cache.incr(key)
    except ValueError:  # it expired in between
        failures = 1
    if rest_seconds or failures >= _FAILURES_BEFORE_REST:
        seconds = min(max(rest_seconds, _REST_SECONDS), _LONGEST_REST_SECONDS)
        cache.set(_key("rest", service), 1, seconds)

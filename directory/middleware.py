"""What every request passes through: whom to believe about HTTPS, which language, and how the API answers."""

import ipaddress
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from directory.staff import keep_awake
from groups.api import problems

View = Callable[[HttpRequest], HttpResponse]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_API = "/api/"
_ADMIN = "/admin/"
_READ = ("GET", "HEAD")
_CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}


def trusted_proxies(get_response: View) -> View:
    """Believes `X-Forwarded-Proto` and `X-Forwarded-For` only when they come from an address in TRUSTED_PROXIES.

    REMOTE_ADDR is then the nearest address that is no proxy of ours: what limits against floods count by.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not _is_trusted(request.META.get("REMOTE_ADDR", "")):
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        else:
            request.META["REMOTE_ADDR"] = _client(request.META)
        return get_response(request)

    return middleware


def open_api(get_response: View) -> View:
    """Lets any site read the API and nobody write, without credentials; every error under /api/ is problem details."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(_API):
            return get_response(request)
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers=_PREFLIGHT)
        elif request.method not in _READ:
            response = problems.response(problems.of_status(405))
            response["Allow"] = ", ".join(_READ)
        else:
            response = _as_problem(get_response(request))
        for name, value in _CORS.items():
            response[name] = value
        return response

    return middleware


def admin_kept_by_nobody(get_response: View) -> View:
    """Lets no cache and no browser keep a page of the admin, where Django does not say so itself."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith(_ADMIN):
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def language_of_path(get_response: View) -> View:
    """The language of the address's prefix, else the site's own.

    Not Django's LocaleMiddleware: it asks cookies and the browser's wishes as well, so one address would have many
    answers, and no cache in front could keep any.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def small_bodies(get_response: View) -> View:
    """Refuses with 400, before a byte of it is read, what is larger than any form of ours.

    Django counts the bytes of fields alone: a file, which no form of ours takes, would fill the disk.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig("The body is larger than any form of ours.")
        return get_response(request)

    return middleware


def staff_sessions_end(get_response: View) -> View:
    """Ends a session of staff that has not been used for an hour: each request that reads the session prolongs it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # A page that did not ask for the session must not do so here: it could be kept by no cache.
        if request.session.accessed and SESSION_KEY in request.session:
            keep_awake(request.session, timezone.now())
        return response

    return middleware


def network(text: str) -> Network:
    """The network of an address or a CIDR range; raises ValueError for anything else."""
    return ipaddress.ip_network(text.strip(), strict=False)


@cache
def _networks(proxies: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(network(text) for text in proxies)


def _is_trusted(address: str) -> bool:
    try:
        peer = ipaddress.ip_address(address)
    except ValueError:
        # A Unix socket has no address: nobody far away can be on its other end, yet only TRUSTED_PROXIES says so.
        return False
    return any(peer in known for known in _networks(tuple(settings.TRUSTED_PROXIES)))


def _client(meta: dict[str, str]) -> str:
    """The last address of X-Forwarded-For that is not trusted: those before it are what the client chose to send."""
    named = [part.strip() for part in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return next((address for address in reversed(named) if not _is_trusted(address)), meta["REMOTE_ADDR"])


def _as_problem(response: HttpResponse) -> HttpResponse:
    """Django's own error pages as problem details; the developer's pages of DEBUG are left alone."""
    own = response.headers.get("Content-Type", "").startswith(problems.CONTENT_TYPE)
    if response.status_code < 400 or own or settings.DEBUG:
        return response
    answer = problems.response(problems.of_status(response.status_code))
    for name in ("Allow", "Retry-After"):
        if name in response:
            answer[name] = response[name]
    return answer

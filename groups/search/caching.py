"""Which answers may be kept, by whom and for how long; and the answer "not modified", given before any search.

What is public hangs on the directory's version, the minute and its address. Caches in front may share it for a minute,
that of a place searched for too: the address is rounded and says nothing of who asked. A browser keeps it only to ask
again; `no-store` would add nothing on a shared computer, whose history shows the address anyway, and would cost the
visitor the way back.
"""

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition

from groups.search.vocabulary import directory_version

View = Callable[..., HttpResponse]
_SHARED = "public, max-age=0, s-maxage=60, must-revalidate"


def kept_a_minute(view: View) -> View:
    """The view with an ETag and compressed for who asks; a matching If-None-Match is answered 304 without it.

    Only what is found (200) may be kept; other answers say `no-store` and have no ETag.
    """
    conditional = condition(etag_func=etag)(view)

    @wraps(view)
    def kept(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = conditional(request, *args, **kwargs)
        if response.status_code in (200, 304):
            response["Cache-Control"] = _SHARED
        else:
            response["Cache-Control"] = "no-store"
            del response["ETag"]
        _without_cookies(request)
        return response

    return gzip_page(kept)


def _without_cookies(request: HttpRequest) -> None:
    """Keeps Django from answering a broken cookie with a new one, or its removal: others may be given this answer."""
    request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
    request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)


def etag(request: HttpRequest, *args: object, **kwargs: object) -> str:
    """Weak, for the same answer may be sent compressed or plain (RFC 9110, 8.8.1). Costs one small query."""
    minute = int(timezone.now().timestamp()) // 60
    facts = f"{release()} {directory_version()} {minute} {get_language()} {request.get_full_path()}"
    return f'W/"{hashlib.blake2s(facts.encode(), digest_size=12).hexdigest()}"'


@cache
def release() -> str:
    """A fingerprint of what answers are made of besides the directory: this code, templates, style and settings."""
    names = "SITE_NAME SITE_URL DEFAULT_COUNTRY EXIT_URL TILE_URL TILE_CREDIT".split()
    facts = [getattr(settings, name) for name in names]
    digest = hashlib.blake2s(repr(facts).encode())
    for folder in ("groups", "templates", "static"):
        for file in sorted((Path(settings.BASE_DIR) / folder).rglob("*.*")):
            if "__pycache__" not in file.parts and file.is_file():
                digest.update(file.read_bytes())
    return digest.hexdigest()[:12]

"""Which pages may be kept, by whom and for how long; and the answer "not modified", given before any search.

A page hangs on the directory's version, the minute and its address. Caches in front may share it for a minute, that of
a place searched for too: the address is rounded and says nothing of who asked. A browser keeps it only to ask again;
`no-store` would add nothing on a shared computer, whose history shows the address anyway, and would cost the visitor
the way back.
"""

import hashlib
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe

from groups.search.vocabulary import directory_version

View = Callable[..., HttpResponse]
_SHARED = "public, max-age=0, s-maxage=60, must-revalidate"


def public_page(view: View) -> View:
    """A page anyone may read: GET and HEAD only, with an ETag, compressed for who asks; problems are never kept."""

    conditional = condition(etag_func=_etag)(view)

    @wraps(view)
    def kept(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        response = conditional(request, *args, **kwargs)
        if response.status_code in (200, 304):
            response["Cache-Control"] = _SHARED
        else:
            response["Cache-Control"] = "no-store"
            del response["ETag"]
        return response

    return require_safe(gzip_page(kept))


def _etag(request: HttpRequest, *args: str, **kwargs: str) -> str:
    """Weak, for the same page may be sent compressed or plain (RFC 9110, 8.8.1)."""
    minute = int(timezone.now().timestamp()) // 60
    facts = f"{release()} {directory_version()} {minute} {get_language()} {request.get_full_path()}"
    return f'W/"{hashlib.blake2s(facts.encode(), digest_size=12).hexdigest()}"'


@lru_cache(maxsize=1)
def release() -> str:
    """A fingerprint of what pages are made of besides the directory: templates, style, this code and the settings."""
    digest = hashlib.blake2s(repr((settings.SITE_NAME, settings.DEFAULT_COUNTRY, settings.EXIT_URL)).encode())
    folders = (Path(__file__).parent, Path(settings.BASE_DIR) / "templates", Path(settings.BASE_DIR) / "static")
    for file in sorted(file for folder in folders for file in folder.rglob("*.*")):
        if "__pycache__" not in file.parts and file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]

"""What a visitor may keep on the device: the list of it, the service worker and the manifest of the installed site."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from groups.pages.caching import public_page
from groups.pages.frame import page
from groups.pages.helplines import help_lines
from groups.search.caching import release
from groups.search.vocabulary import directory_version

#: What a kept page looks and works like with no connection.
_ASSETS = ("site.css", "print.css", "icon.svg", "exit.js", "keep.js")


@public_page
def kept(request: HttpRequest) -> HttpResponse:
    """The pages kept on this device, which the browser alone knows; and the help lines, whatever else is missing."""
    version = directory_version()
    context = {"help_lines": help_lines(version, ""), "indexable": False}
    return page(request, "pages/kept.html", context, version)


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that answers while there is no connection; at the root, for it may only answer for what is below."""
    shell = [reverse("kept"), *(staticfiles_storage.url(name) for name in _ASSETS)]
    head = f"const SHELL = {json.dumps(shell)};\nconst RELEASE = {json.dumps(release())};\n"
    return HttpResponse(head + _script(), content_type="text/javascript")


@cache
def _script() -> str:
    return (Path(settings.BASE_DIR) / "static" / "sw.js").read_text()


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """The web app manifest (W3C), one for each language: a name that says nothing of who installed it."""
    facts = {
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME[:12].rstrip(),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "id": reverse("home"),
        "start_url": reverse("home"),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#fdfaf5",
        "theme_color": "#0f5c56",
        "icons": [
            {"src": staticfiles_storage.url("icon-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": staticfiles_storage.url("icon-512.png"), "sizes": "512x512", "type": "image/png"},
            {"src": staticfiles_storage.url("icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        ],
    }
    return JsonResponse(facts, content_type="application/manifest+json")

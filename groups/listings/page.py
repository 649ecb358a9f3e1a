"""What the acting pages share: the frame of the site, kept by nobody, and forms that lose nothing when they expire."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.views.decorators.csrf import csrf_exempt

from groups.pages.caching import kept_by_nobody
from groups.pages.frame import page
from groups.search.vocabulary import directory_version

View = Callable[..., HttpResponseBase]


def listing_page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200, country: str = ""
) -> HttpResponse:
    """A page with the site's frame and the crisis lines of `country` (ISO code), which no cache and no engine keeps.

    `token` in its context is the anti-forgery token of this browser: asking for it sets the cookie it goes with.
    """
    own = {"token": get_token(request), "indexable": False, "expired": getattr(request, "expired", False)}
    return kept_by_nobody(page(request, template, own | context, directory_version(), country, status))


class _Check(CsrfViewMiddleware):
    """Django's own check, with the reason instead of its 403 page."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def keeps_what_was_typed(view: View) -> View:
    """A view whose form came without a valid anti-forgery token finds `request.expired` True, and acts on nothing.

    Django would answer 403 in the view's stead, and what was typed would be gone. The view shows its form again, with
    what was typed, a new token and status 403.
    """

    @csrf_exempt
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        check = _Check(view)
        check.process_request(request)
        request.expired = check.process_view(request, view, (), {}) is not None  # type: ignore[attr-defined]
        return check.process_response(request, view(request, *args, **kwargs))

    return checked

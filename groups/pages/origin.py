"""Where a form without an anti-forgery token was sent from, as far as the browser says."""

from django.http import HttpRequest


def comes_from_here(request: HttpRequest) -> bool:
    """Whether a form was sent by a page of ours; an old browser may say nothing, and is believed.

    For forms that need no cookie: there is no session for another site to ride on, but it could make its visitors
    send them (https://developer.mozilla.org/docs/Web/HTTP/Headers/Sec-Fetch-Site).
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    # Written by the browser, without a path.
    return origin is None or origin.partition("://")[2] == request.get_host()

"""Which pages may be kept: those anyone may read, as long as the API's answers may; the others by nobody."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from groups.pages import errors
from groups.search.caching import View, kept_a_minute


def public_page(view: View) -> View:
    """A page anyone may read: GET and HEAD only, with an ETag, compressed for who asks; problems are never kept."""
    kept = kept_a_minute(view)

    # Nothing acts on what is sent here: whoever sends something is told so, not that a form has expired.
    @csrf_exempt
    @wraps(view)
    def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return errors.only_to_read(request)
        response = kept(request, *args, **kwargs)
        return errors.changed_meanwhile(request) if response.status_code == 412 else response

    return shown


def kept_by_nobody(response: HttpResponse) -> HttpResponse:
    """The response, which no cache and no search engine keeps."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response

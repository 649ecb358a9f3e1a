"""Which pages may be kept: those anyone may read, as long as the API's answers may."""

from django.views.decorators.http import require_safe

from groups.search.caching import View, kept_a_minute


def public_page(view: View) -> View:
    """A page anyone may read: GET and HEAD only, with an ETag, compressed for who asks; problems are never kept."""
    return require_safe(kept_a_minute(view))

"""What one can turn to at this moment."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from groups.pages import online_page
from groups.pages.caching import public_page
from groups.pages.frame import page
from groups.search.filters import form_for
from groups.search.query import query_of
from groups.search.vocabulary import vocabulary


@public_page
def online(request: HttpRequest) -> HttpResponse:
    """Groups to join from anywhere: on now, within the hour, later today, by the visitor's clock."""
    form = form_for(request.GET)
    form.is_valid()
    query = query_of(form.cleaned_data)
    words = vocabulary()
    context = online_page.context_of(query, form, words, timezone.now())
    return page(request, "pages/online.html", context, words.version, context["country"])

"""/metrics: a few numbers for Prometheus, for whoever has the token. None of them tells of a visitor."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from groups import outbox
from groups.models import Group

_FRESH = timedelta(days=90)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The numbers of now; 404 without METRICS_TOKEN, 401 without that token in "Authorization: Bearer …"."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"):
        return HttpResponse(
            "Send the token of METRICS_TOKEN: Authorization: Bearer …\n",
            status=401,
            content_type="text/plain; charset=utf-8",
            headers={"WWW-Authenticate": "Bearer"},
        )
    registry = CollectorRegistry()
    _outbox(registry)
    _listings(registry)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _outbox(registry: CollectorRegistry) -> None:
    age = Gauge("directory_outbox_oldest_seconds", "How long the oldest due job has been waiting.", registry=registry)
    age.set(outbox.oldest_age_seconds(timezone.now()))
    jobs = Gauge("directory_outbox_jobs", "Jobs to be done, and jobs given up.", ["state"], registry=registry)
    for state, count in zip(("open", "given_up"), outbox.counts(), strict=True):
        jobs.labels(state).set(count)


def _listings(registry: CollectorRegistry) -> None:
    listings = Gauge("directory_listings", "Listings, by the state of their life.", ["status"], registry=registry)
    counts = dict(Group.objects.order_by().values_list("status").annotate(Count("pk")))
    for status in Group.Status.values:
        listings.labels(status).set(counts.get(status, 0))
    fresh = Gauge("directory_listings_fresh_ratio", "Of what is listed: confirmed within 90 days.", registry=registry)
    confirmed = Group.objects.listed().filter(confirmed_at__gt=timezone.now() - _FRESH).count()
    fresh.set(confirmed / counts[Group.Status.LISTED] if counts.get(Group.Status.LISTED) else 0)

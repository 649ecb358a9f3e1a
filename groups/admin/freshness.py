"""The report of freshness for operators: as a page and as JSON, for staff who may see listings."""

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_countries import countries

from groups.listings import freshness


@require_safe
@admin.site.admin_view
@permission_required("groups.view_group", raise_exception=True)
def page(request: HttpRequest) -> HttpResponse:
    """Shares of listings confirmed within 90 days, with a bar each."""
    found = freshness.measure(timezone.now())
    by_country = [share._replace(name=countries.name(share.name)) for share in found.by_country]
    tables = [("By source", found.by_source), ("By country", by_country)]
    own = {"title": "How fresh the listings are", "found": found, "tables": tables, "days": freshness.WITHIN.days}
    return TemplateResponse(request, "admin/freshness.html", admin.site.each_context(request) | own)


@require_safe
@never_cache
@permission_required("groups.view_group", raise_exception=True)
def as_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    if not admin.site.has_permission(request):
        raise PermissionDenied
    return JsonResponse(freshness.as_json(freshness.measure(timezone.now())))

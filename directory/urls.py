"""Every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from directory.metrics import metrics
from directory.operations import livez, readyz
from groups.admin import freshness
from groups.api.views import api
from groups.pages.views.device import service_worker

urlpatterns = [
    path("api/v1/", api.urls),
    path("admin/freshness/", freshness.page, name="freshness"),
    path("admin/freshness.json", freshness.as_json, name="freshness-json"),
    path("admin/", admin.site.urls),
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("sw.js", service_worker, name="service_worker"),
    path("", include("groups.pages.root_urls")),
    *i18n_patterns(
        path("", include("groups.listings.urls")),
        path("", include("groups.shortlists.urls")),
        path("", include("groups.paper.booklet.urls")),
        path("", include("groups.pages.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "groups.pages.errors.bad_request"
handler403 = "groups.pages.errors.permission_denied"
handler404 = "groups.pages.errors.not_found"
handler500 = "groups.pages.errors.server_error"

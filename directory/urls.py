"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from directory.operations import livez, readyz
from groups.api.views import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("", include("groups.pages.urls")),
]

handler400 = "groups.pages.errors.bad_request"
handler403 = "groups.pages.errors.permission_denied"
handler404 = "groups.pages.errors.not_found"
handler500 = "groups.pages.errors.server_error"

"""Every address of the site."""

from django.contrib import admin
from django.urls import path

from directory.operations import livez, readyz
from groups.api.views import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
]

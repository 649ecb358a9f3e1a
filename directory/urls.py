"""Every address of the site."""

from django.contrib import admin
from django.urls import path

from groups.api.views import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
]

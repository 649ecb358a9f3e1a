"""The addresses that stand at the root of the site, in no language of their own."""

from django.urls import path

from groups.pages.views import engines

urlpatterns = [
    path("sitemap.xml", engines.sitemap_index, name="sitemap-index"),
    path("sitemap-<slug:section>.xml", engines.sitemap, name="sitemap"),
    path("robots.txt", engines.robots, name="robots"),
]

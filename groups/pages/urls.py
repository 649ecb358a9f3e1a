"""The addresses of the pages."""

from django.urls import path

from groups.pages import views

urlpatterns = [
    path("", views.home, name="home"),
    path("groups/", views.results, name="results"),
    path("groups/<slug:slug>/", views.group, name="group"),
    path("philosophies/", views.philosophies, name="philosophies"),
    path("fellowships/", views.fellowships, name="fellowships"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
]

"""The addresses of the pages on which a listing is made, kept and reported."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

"""The addresses of a search's booklet."""

from django.urls import path

from groups.paper.booklet import views
from groups.paper.booklet.page import FILE_NAME

urlpatterns = [
    path("booklet/", views.booklet, name="booklet"),
    path(f"booklet/{FILE_NAME}", views.pdf, name="booklet-pdf"),
]

"""The addresses of the shortlist."""

from django.urls import URLPattern, path

from groups.paper.booklet.page import FILE_NAME as BOOKLET
from groups.paper.sheet import FILE_NAME
from groups.shortlists.views import booklet, collecting, files, handing, looking, sharing

urlpatterns: list[URLPattern] = [
    path("shortlist/", collecting.shortlist, name="shortlist"),
    path("shortlist/add/", collecting.add, name="shortlist-add"),
    path("shortlist/change/", collecting.change, name="shortlist-change"),
    path("shortlist/onward/", collecting.onward, name="shortlist-onward"),
    path("shortlist/forget/", collecting.forget, name="shortlist-forget"),
    path("shortlist/forgotten/", collecting.forgotten, name="shortlist-forgotten"),
    path("shortlist/sheet/", handing.sheet, name="shortlist-sheet"),
    path(f"shortlist/sheet/{FILE_NAME}", handing.sheet, {"is_pdf": True}, name="shortlist-sheet-pdf"),
    path("shortlist/booklet/", booklet.booklet, name="shortlist-booklet"),
    path(f"shortlist/booklet/{BOOKLET}", booklet.pdf, name="shortlist-booklet-pdf"),
    path("shortlist/compare/", looking.compare, name="shortlist-compare"),
    path("shortlist/suggest/", looking.suggest, name="shortlist-suggest"),
    path("shortlist/share/", sharing.share, name="shortlist-share"),
    path("shortlist/take-back/", sharing.take_back, name="shortlist-take-back"),
    path("shortlist/groups.csv", files.own_csv, name="shortlist-csv"),
    path("shortlist/calendar.ics", files.own_calendar, name="shortlist-calendar"),
    path("shared/<str:token>/", sharing.shared, name="shared"),
    path("shared/<str:token>/add/", sharing.take_over, name="shared-add"),
    path("shared/<str:token>/groups.csv", files.shared_csv, name="shared-csv"),
    path("shared/<str:token>/calendar.ics", files.shared_calendar, name="shared-calendar"),
    path("shared/<str:token>/sheet/", files.shared_sheet, name="shared-sheet"),
    path(f"shared/<str:token>/sheet/{FILE_NAME}", files.shared_sheet_pdf, name="shared-sheet-pdf"),
]

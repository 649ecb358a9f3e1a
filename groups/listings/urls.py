"""The addresses of the pages on which a listing is made, kept and reported."""

from django.urls import URLPattern, path

from groups.listings.views import apply, by_link, confirm, edit, mine, my_changes, questions, report, still

urlpatterns: list[URLPattern] = [
    path("list-a-group/", apply.start, name="list-a-group"),
    path("list-a-group/check/", apply.check, name="list-a-group-check"),
    path("list-a-group/sent/", apply.sent, name="list-a-group-sent"),
    path("list-a-group/forget/", apply.forget, name="list-a-group-forget"),
    path("list-a-group/confirm/<str:token>/", confirm.confirm, name="confirm"),
    path("list-a-group/confirmed/", confirm.confirmed, name="confirmed"),
    path("list-a-group/<slug:name>/", apply.step, name="list-a-group-step"),
    path("answer/<str:token>/", questions.answer, name="answer-question"),
    path("my-groups/", mine.my_groups, name="my-groups"),
    path("my-groups/sent/", mine.sent, name="my-groups-sent"),
    path("my-groups/open/<str:token>/", mine.open_link, name="my-groups-open"),
    path("my-groups/leave/", mine.leave, name="my-groups-leave"),
    path("my-groups/undo/<str:token>/", by_link.undo, name="my-groups-undo"),
    path("my-groups/give/<str:token>/", by_link.give, name="my-groups-give"),
    path("my-groups/take/<str:token>/", by_link.take, name="my-groups-take"),
    path("my-groups/<int:group_id>/confirm/", mine.confirm, name="my-group-confirm"),
    path("my-groups/<int:group_id>/edit/", edit.edit, name="my-group-edit"),
    path("my-groups/<int:group_id>/edit/done/", edit.edited, name="my-group-edited"),
    path("my-groups/<int:group_id>/edit/withdraw/", edit.withdraw, name="my-group-withdraw"),
    path("my-groups/<int:group_id>/pause/", my_changes.pause, name="my-group-pause"),
    path("my-groups/<int:group_id>/resume/", my_changes.resume, name="my-group-resume"),
    path("my-groups/<int:group_id>/day-off/", my_changes.day_off, name="my-group-day-off"),
    path("my-groups/<int:group_id>/day-on/", my_changes.day_on, name="my-group-day-on"),
    path("my-groups/<int:group_id>/close/", my_changes.close, name="my-group-close"),
    path("my-groups/<int:group_id>/hand-over/", my_changes.hand_over, name="my-group-hand-over"),
    path("my-groups/<int:group_id>/keep/", my_changes.keep, name="my-group-keep"),
    path("my-groups/<int:group_id>/history/", mine.history, name="my-group-history"),
    path("my-groups/<int:group_id>/history/<int:change_id>/undo/", mine.undo, name="my-group-undo"),
    path("groups/<slug:slug>/report/", report.report, name="report"),
    path("groups/<slug:slug>/report/thanks/", report.thanks, name="report-thanks"),
    path("groups/<slug:slug>/report/care/", report.care, name="report-care"),
    path("still/<str:token>/", still.still, name="still"),
    path("reported/<str:token>/", still.reported, name="reported"),
    path("thanks/right/", still.right, name="still-right"),
    path("thanks/ended/", still.ended, name="still-ended"),
]

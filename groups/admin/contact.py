"""What visitors wrote: moderators read it, mark it done, and delete it. Nobody changes a word of it."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from groups.models import ContactMessage


@admin.register(ContactMessage)
class ContactMessageAdmin(admin.ModelAdmin):
    list_display = ("__str__", "beginning", "wants_answer", "condition")
    list_filter = ("done", "about", "written_on")
    fields = ("about", "listing", "text", "answer_to", "written_on", "done")
    readonly_fields = ("about", "listing", "text", "answer_to", "written_on")
    actions = ("mark_done", "mark_open")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ContactMessage]:
        own = ContactMessage.objects.looked_after_by(request.user)
        return super().get_queryset(request).filter(pk__in=own.values("pk"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Messages come from the contact page alone."""
        return False

    @admin.display(description="Message")
    def beginning(self, message: ContactMessage) -> str:
        """The first words, on one line."""
        return Truncator(" ".join(message.text.split())).chars(120)

    @admin.display(description="Answer")
    def wants_answer(self, message: ContactMessage) -> str:
        """Whether an e-mail address was left."""
        return "Wants an answer" if message.answer_to else "No address left"

    @admin.display(description="State", ordering="done")
    def condition(self, message: ContactMessage) -> str:
        return "Done" if message.done else "Open"

    @admin.display(description="Listing")
    def listing(self, message: ContactMessage) -> Any:
        """A link to the listing's page, which may have gone since."""
        if not message.listing_slug:
            return "-"
        address = reverse("group", args=[message.listing_slug])
        return format_html('<a href="{}">{}</a>', address, message.listing_slug)

    @admin.action(description="Done: nothing more to do", permissions=["change"])
    def mark_done(self, request: HttpRequest, queryset: QuerySet[ContactMessage]) -> None:
        self._mark(request, queryset, done=True)

    @admin.action(description="Open again", permissions=["change"])
    def mark_open(self, request: HttpRequest, queryset: QuerySet[ContactMessage]) -> None:
        self._mark(request, queryset, done=False)

    def _mark(self, request: HttpRequest, queryset: QuerySet[ContactMessage], done: bool) -> None:
        changed = queryset.exclude(done=done).update(done=done)
        self.message_user(
            request, f"{changed} message{pluralize(changed)} {'done' if done else 'open again'}.", messages.SUCCESS
        )

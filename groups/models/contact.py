"""What visitors tell the people who run the directory: no address, no name, nothing about who wrote it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models.group import Group
from groups.models.moderation import held_by


class ContactMessageQuerySet(models.QuerySet["ContactMessage"]):
    def looked_after_by(self, user: Any) -> "ContactMessageQuerySet":
        """About a listing: for who looks after it. All others are for those who look after everything."""
        if held_by(user) == Q():
            return self
        return self.filter(listing_slug__in=Group.objects.looked_after_by(user).values("slug"))


class ContactMessage(models.Model):
    """One message from the contact page. An answer is only possible where the writer chose to give an address."""

    class About(models.TextChoices):
        WRONG = "wrong", _("Something is wrong")
        GOOD = "good", _("Something is good")
        QUESTION = "question", _("A question or an idea")

    about = models.CharField(max_length=10, choices=About)
    listing_slug = models.CharField(max_length=120, blank=True, help_text="The listing it is about, if it is one.")
    text = models.TextField(max_length=4000)
    answer_to = models.EmailField(blank=True, help_text="Only where the writer asked for an answer.")
    written_on = models.DateField(auto_now_add=True)
    done = models.BooleanField(default=False)

    objects = ContactMessageQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "message from a visitor", "messages from visitors"
        ordering = ["done", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="contact_message_has_text"),
            models.CheckConstraint(condition=Q(about__in=["wrong", "good", "question"]), name="contact_message_about"),
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()}, {self.written_on}"

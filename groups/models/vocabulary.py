"""What the directory can say: philosophies, fellowships, features, languages and help lines.

All are rows, never code: `groups/vocabulary/*.json` ships a first set (`manage.py load_vocabulary`), operators add more
in the admin.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

#: How opening hours are written down (`groups.opening`).
OPENING_HELP = '[{"days": [0, 1, 2, 3, 4], "from": "09:00", "to": "17:00"}]: 0 is Monday; local time.'


class Philosophy(models.Model):
    """The idea a group follows, such as 12-step or secular self-management."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    summary = models.CharField(max_length=200, help_text="One line, shown on cards.")
    description = models.TextField(help_text="60 to 120 plain words.")
    read_more = models.JSONField(default=list, blank=True, help_text='[{"label": …, "url": "https://…"}]')
    # What the comparison says of it, a short sentence each; empty where there is nothing to say.
    belief = models.CharField(max_length=200, blank=True, help_text="Is belief in God asked for?")
    abstinence = models.CharField(max_length=200, blank=True, help_text="Is stopping completely asked for?")
    method = models.CharField(max_length=200, blank=True, help_text="Steps, tools, or what people do there.")
    sponsor = models.CharField(max_length=200, blank=True, help_text="Is there a sponsor or mentor?")
    cost = models.CharField(max_length=200, blank=True, help_text="What it costs.")
    who_leads = models.CharField(max_length=200, blank=True, help_text="Who leads a meeting.")
    online = models.CharField(max_length=200, blank=True, help_text="Are there meetings online?")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "philosophies"

    def __str__(self) -> str:
        return self.name


class Fellowship(models.Model):
    """An organisation groups belong to. `countries` empty means worldwide."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    abbreviation = models.CharField(max_length=20, blank=True)
    philosophy = models.ForeignKey(Philosophy, models.PROTECT, related_name="fellowships")
    website = models.URLField(blank=True)
    summary = models.CharField(max_length=300, blank=True)
    for_whom = models.CharField(max_length=200, blank=True)
    concerns = models.JSONField(default=list, blank=True, help_text='Such as ["alcohol", "family-and-friends"].')
    countries = models.JSONField(default=list, blank=True, help_text='ISO codes such as ["GB", "IE"].')
    programs = models.JSONField(default=list, blank=True, help_text="Its keys in the TSML program list.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(website="") | Q(website__startswith="https://"), name="fellowship_website_https"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Feature(models.Model):
    """A fact people filter by, with its codes in other people's formats."""

    class Parameter(models.TextChoices):
        FOR = "for", _("Who it is for")
        ACCESS = "access", _("Access")
        STYLE = "style", _("Style")

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    parameter = models.CharField(max_length=10, choices=Parameter, help_text="The search filter it belongs to.")
    description = models.CharField(max_length=200, blank=True)
    meeting_guide = models.JSONField(default=list, blank=True)
    bmlt = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["parameter", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parameter__in=["for", "access", "style"]), name="feature_parameter_known"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Language(models.Model):
    """A language a meeting is held in; `code` is ISO 639-1 where there is one."""

    code = models.SlugField(max_length=10, unique=True)
    name = models.CharField(max_length=60)
    native_name = models.CharField(max_length=60, blank=True)
    meeting_guide = models.JSONField(default=list, blank=True)
    bmlt = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class HelpLineQuerySet(models.QuerySet["HelpLine"]):
    def of_country(self, country: str) -> "HelpLineQuerySet":
        """The lines of an ISO country code, emergency number first."""
        return self.filter(country=country.upper()).order_by("position", "name")


class HelpLine(models.Model):
    """A public phone or text line. `number` is what people dial inside the country."""

    class Kind(models.TextChoices):
        EMERGENCY = "emergency", _("Emergency services")
        CRISIS = "crisis", _("Crisis line")
        SUPPORT = "support", _("Help line")

    slug = models.SlugField(max_length=80, unique=True)
    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120)
    owner = models.CharField(max_length=160, blank=True)
    number = models.CharField(max_length=40, blank=True)
    number_international = models.CharField(max_length=20, blank=True, help_text="E.164, empty for short codes.")
    text_number = models.CharField(max_length=40, blank=True)
    text_instructions = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    always_open = models.BooleanField(default=False)
    opening = models.JSONField(default=list, blank=True, help_text=OPENING_HELP)
    time_zone = models.CharField(max_length=64, blank=True, help_text="IANA name: whose clock the hours mean.")
    who_answers = models.CharField(max_length=200, blank=True)
    cost = models.CharField(max_length=120, blank=True)
    languages = models.JSONField(default=list, blank=True)
    for_whom = models.CharField(max_length=200, blank=True)
    website = models.URLField()
    known_on = models.DateField(help_text="The date of the knowledge this row was written from.")
    confirmed_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day you rang it and it was right. Empty: nobody has rung it yet.",
    )
    position = models.PositiveSmallIntegerField(default=100)

    objects = HelpLineQuerySet.as_manager()

    class Meta:
        ordering = ["country", "position", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(website__startswith="https://"), name="helpline_website_https"),
            models.CheckConstraint(condition=~Q(number="", text_number=""), name="helpline_can_be_reached"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.country})"


class PracticalLink(models.Model):
    """Where to turn in a country for what peer support is not: treatment, a doctor, a home, money."""

    class Kind(models.TextChoices):
        TREATMENT = "treatment", _("Find treatment")
        DOCTOR = "doctor", _("See a doctor")
        HOUSING = "housing", _("A place to live")
        MONEY = "money", _("Money and debt")

    slug = models.SlugField(max_length=80, unique=True)
    country = models.CharField(max_length=2)
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120)
    summary = models.CharField(max_length=200, blank=True)
    website = models.URLField()
    known_on = models.DateField(help_text="The date of the knowledge this row was written from.")
    position = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["country", "kind", "position", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(website__startswith="https://"), name="practical_link_https"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.country})"

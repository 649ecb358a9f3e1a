"""Help me choose: the questions and what each answer looks for. All rules are the rows of `QUESTIONS`."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from groups.pages.ideas import ANY, FAMILY
from groups.pages.preset import Tagged

# Translated when it is shown; Django's own type for such a text exists for type checkers alone.
LazyText = Any


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to choose: its words, why a search follows from it, and what that search looks for.

    `concerns` are what a fellowship may be for; `philosophies` those that fit; `also` are fellowships that fit
    although their philosophy as a whole does not; `tagged` are search parameters as they stand.
    """

    value: str
    label: LazyText
    why: LazyText
    concerns: tuple[str, ...] = ()
    philosophies: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    tagged: Tagged = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `weight` says which answers are kept first (1 before 2); `many` whether several may be chosen."""

    name: str
    title: LazyText
    weight: int
    answers: tuple[Answer, ...]
    many: bool = False


_SPIRITUAL = ("12-step", "christian-centred", "buddhist-inspired", "culturally-rooted", "family-and-friends")
_NO_RELIGION = (
    "secular-tools", "secular-abstinence", "women-centred", "harm-reduction", "moderation", "active-recovery",
    "recovery-community", "peer-support",
)  # fmt: skip
_STOPPING = (
    "12-step", "christian-centred", "secular-abstinence", "secular-tools", "women-centred", "buddhist-inspired",
    "culturally-rooted", "active-recovery", "recovery-community", "aftercare", "dual-recovery", "peer-support",
)  # fmt: skip
_CUTTING_DOWN = ("moderation", "harm-reduction", "secular-tools")
_UNDECIDED = ("harm-reduction", "secular-tools", "recovery-community", "peer-support")

_ABOUT = (
    Answer(
        "alcohol",
        _("Alcohol"),
        _("It is about alcohol, so we look for fellowships for that, and for any habit."),
        ("alcohol", ANY),
    ),
    Answer(
        "drugs",
        _("Drugs or medicines"),
        _("It is about drugs, so we look for fellowships for that, and for any habit."),
        ("drugs", ANY),
    ),
    Answer(
        "gambling",
        _("Gambling"),
        _("It is about gambling, so we look for fellowships for that, and for any habit."),
        ("gambling", ANY),
    ),
    Answer(
        "food",
        _("Food and eating"),
        _("It is about food, so we look for fellowships for that, and for any habit."),
        ("food", ANY),
    ),
    Answer(
        "sex-and-love",
        _("Sex, love or relationships"),
        _("It is about sex, love or relationships, so we look for fellowships for that."),
        ("sex-and-love", "relationships"),
    ),
    Answer(
        "mental-health",
        _("How I feel"),
        _("It is about how you feel, so we look for fellowships for mental health."),
        ("mental-health",),
    ),
    Answer(
        FAMILY,
        _("Somebody I love"),
        _("It is about somebody you love, so we look for fellowships for family and friends."),
        (FAMILY,),
    ),
)

_HOW = (
    Answer(
        "near",
        _("In a room near me"),
        _("You want to meet people in a room, so we look for groups you can go to."),
        tagged={"attendance": ("in_person",)},
    ),
    Answer(
        "online",
        _("Online"),
        _("You want to take part online, so we look for groups you can join from anywhere."),
        tagged={"attendance": ("online",)},
    ),
    Answer(
        "one-to-one",
        _("One to one"),
        _("You want to talk to one person, so we look for mentors, coaches and sponsors."),
        tagged={"kind": ("one_to_one",)},
    ),
    Answer(
        "phone",
        _("By phone"),
        _(
            "You want to use the phone, so we look for groups you can join from anywhere. "
            "Each says if it has a number. The help lines below answer by phone too."
        ),
        tagged={"attendance": ("online",)},
    ),
)

_BELIEF = (
    Answer(
        "spiritual",
        _("A spiritual path"),
        _("A spiritual path suits you, so we look for groups that have one."),
        philosophies=_SPIRITUAL,
    ),
    Answer(
        "christian",
        _("Christian"),
        _("You would like Christian faith in it, so we look for groups built on that."),
        philosophies=("christian-centred",),
    ),
    Answer(
        "buddhist",
        _("Buddhist-inspired"),
        _("You like Buddhist ideas, so we look for groups inspired by them."),
        philosophies=("buddhist-inspired",),
    ),
    Answer(
        "none",
        _("No religion"),
        _("You want no religion in it, so we look for groups that leave it out."),
        philosophies=_NO_RELIGION,
        also=("secular-aa", "smart-family-friends"),
    ),
)

_AIM = (
    Answer(
        "stop",
        _("Stop completely"),
        _("You want to stop completely, so we look for groups where that is a goal people share."),
        philosophies=_STOPPING,
    ),
    Answer(
        "less",
        _("Cut down"),
        _("You want to cut down, so we look for groups where that is a goal."),
        philosophies=_CUTTING_DOWN,
    ),
    Answer(
        "later",
        _("Decide later"),
        _("You want to decide later, so we look for groups where you need no goal to come."),
        philosophies=_UNDECIDED,
    ),
)

_WITH = (
    Answer(
        "women",
        _("Women"),
        _("You want to be among women, so we look for groups for women."),
        tagged={"for": ("women",)},
    ),
    Answer("men", _("Men"), _("You want to be among men, so we look for groups for men."), tagged={"for": ("men",)}),
    Answer(
        "lgbtq",
        _("LGBTQ+ people"),
        _("You want to be among LGBTQ+ people, so we look for groups for them."),
        tagged={"for": ("lgbtq",)},
    ),
    Answer(
        "young-people",
        _("Young people"),
        _("You want to be among young people, so we look for groups for them."),
        tagged={"for": ("young-people",)},
    ),
    Answer(
        "step-free",
        _("A way in without steps"),
        _("You need a way in without steps, so we look for places that have one."),
        tagged={"access": ("step-free",)},
    ),
    Answer(
        "childcare",
        _("Childcare"),
        _("You need childcare, so we look for groups that offer it."),
        tagged={"access": ("childcare",)},
    ),
    Answer(
        "medication-friendly",
        _("Medicine welcome"),
        _("You want medicine to be welcome, so we look for groups that say it is."),
        tagged={"access": ("medication-friendly",)},
    ),
)

QUESTIONS = (
    Question("about", _("What is it about?"), 2, _ABOUT),
    Question("how", _("How would you like to take part?"), 1, _HOW),
    Question("belief", _("What about belief?"), 3, _BELIEF),
    Question("aim", _("What do you want to reach?"), 4, _AIM),
    Question("with", _("With whom, and what do you need?"), 5, _WITH, many=True),
)

"""Words of our own that a password may not live by: whoever guesses at this site tries them first."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError

#: The words of this trade. The site's name and host, and the user's own name, are added to them.
_WORDS = (
    "admin administrator moderator moderation operator organiser organizer staff volunteer password passwort welcome "
    "login directory listing peer support group groups meeting meetings fellowship recovery recover recovering sober "
    "sobriety clean serenity anonymous alcoholics narcotics addiction addict step steps twelve charity"
).split()
#: How many letters and digits must be left when these words are taken out.
_LEAST = 8
_SENTENCE = (
    f"Anybody would try words such as “recovery” or the name of this site. Besides them a password needs {_LEAST} more "
    "letters or digits."
)


class OwnWordsValidator:
    """Refuses a password of which, without our own words, fewer than eight letters and digits are left."""

    def validate(self, password: str, user: AbstractUser | None = None) -> None:
        """Raises ValidationError with the sentence for whoever chooses it."""
        words = own_words(user.get_username() if user else "")
        left, found = re.subn("|".join(map(re.escape, words)), "", password.casefold())
        if found and sum(letter.isalnum() for letter in left) < _LEAST:
            raise ValidationError(_SENTENCE, code="password_of_own_words")

    def get_help_text(self) -> str:
        """What the form says beforehand."""
        return "Don’t build your password on words such as “recovery” or the name of this site."


def own_words(name: str = "") -> list[str]:
    """The words, longest first, with those of the site's name and host and of a user's `name`; all of three or more."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    ours = re.findall(r"[^\W\d_]{3,}", f"{settings.SITE_NAME} {host} {name}".casefold())
    return sorted({*_WORDS, *ours}, key=lambda word: (-len(word), word))

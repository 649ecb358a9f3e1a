"""The words and numbers in which people say when they meet, cut into tokens for `groups.listings.time_words`."""

import re

from groups.listings.times import CLOCK, DATE

DAYS = "mon tue wed thu fri sat sun".split()
#: The kinds of token; each is a name in `TOKEN`.
KINDS = tuple(
    "date end daily workdays weekend weeks other every_nth monthly nth day length part noon midnight range clock "
    "filler".split()
)
BEGINS_ENTRY = ("daily", "workdays", "weekend", "other", "every_nth", "nth", "day")
_DAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
    r"(?:'?s)?(?!\w)\.?"
)
NUMBERS = {"two": 2, "second": 2, "2nd": 2, "three": 3, "third": 3, "3rd": 3, "four": 4, "fourth": 4, "4th": 4}
NTHS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
_MONTHLY = r"(?:(?:of|in) )?(?:the|each|every|a) month|monthly"


def _in_verbose(pattern: str) -> str:
    return pattern.replace(" ", r"\ ")


TOKEN = re.compile(
    rf"""\s*(?:
    (?P<date>{_in_verbose(DATE)})
    | (?P<end>;)
    | (?P<daily>(?:every|each)\ ?day(?!\w)|daily(?!\w)|(?:7|seven)\ days\ a\ week)
    | (?P<workdays>weekdays?(?!\w))
    | (?P<weekend>weekends?(?!\w))
    | (?P<weeks>fortnightly|(?:every|each)\ (?:other|second|2nd)\ week|every\ (?P<n>\d\d?|two|three|four|third|fourth)
      \ weeks?|every\ (?:3rd|4th)\ week)(?!\w)
    | (?P<other>(?:(?:every|each)\ (?:other|alternate)|alternate)(?!\w))
    | (?P<every_nth>every\ (?:second|2nd|third|3rd|fourth|4th)\ (?=(?:{_DAY})))
    | (?P<monthly>(?:{_in_verbose(_MONTHLY)})(?!\w))
    | (?P<nth>(?:first|1st|second|2nd|third|3rd|fourth|4th|last)(?!\w))
    | (?P<day>{_DAY})
    | (?P<length>for\ (?:an?|(?P<hours>\d(?:[.,]5)?|one|two|three)|half\ an)\ ?h(?:ou)?rs?
      (?:\ and\ a\ (?P<and_half>half))?
      |for\ (?P<minutes>\d{{2,3}})\ ?min(?:ute)?s?)(?!\w)
    | (?P<part>(?:in\ the\ |at\ )?(?:morning|afternoon|evening|night)s?(?!\w))
    | (?P<noon>(?:noon|midday)(?!\w))
    | (?P<midnight>midnight(?!\w))
    | (?P<range>-|(?:to|until|till|til|through|thru)(?!\w))
    | (?P<clock>{CLOCK})(?![\w:])
    | (?P<filler>[,.&+:()/]|(?:and|at|on|the|from|starting|starts|start|beginning|since|as\ of|every|each|weekly|we|meet
      |meets|meeting|meetings|open|only)(?!\w))
    )""",
    re.VERBOSE,
)

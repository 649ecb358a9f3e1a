"""Words that say what someone needs, not where: a text of these alone names no place, whatever hamlet bears one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

# Said around a place: "AA meetings near Leeds", "Leeds city centre". Many are parts of names too ("Old Town").
STOP_WORDS = frozenset(
    """near nr in at around by the to from close city town centre center central station meeting meetings group
    groups aa na support downtown area me my old upper greater inner outer rail railway train bus metro tube village
    local recovery miles mile km province state county co""".split()
)
# "North Manchester" is in Manchester; but many towns of their own begin so.
DIRECTIONS = frozenset(["north", "south", "east", "west"])
# No word here is the name of a well-known place, nor a code of a state ("OK", "HI", "OR").
EVERYDAY_WORDS = frozenset(
    """i im ive my your you we he she they it its this that who what when where which why how and but so if is am
    was be do does did dont not no yes cant will wont have has had all any only of for on a an about with
    need needed want wanted looking look find search show talk please thanks thank sorry hello hey goodbye
    someone somebody anyone anybody everyone everybody nobody something anything everything nothing none
    undefined unknown test testing somewhere anywhere everywhere nowhere here there home house location address
    current postcode zipcode zip code region nearest nearby closest walking distance round within minutes hours
    today tonight tomorrow yesterday now monday tuesday wednesday thursday friday saturday sunday weekend morning
    afternoon evening night noon midnight daily weekly always never maybe open closed first time
    help helpline helplines samaritans hotline crisis emergency urgent sos desperate scared afraid alone lonely hurt
    dying suicide suicidal depressed depression anxiety struggling broken problem problems anymore
    alcohol alcoholic alcoholics alcoholism drink drinking drunk drug drugs using addict addicts addicted addiction
    narcotics anonymous anon sobriety stop quit relapse relapsed withdrawal overdose gambling gambler gamblers
    heroin cocaine opioid opioids meth cannabis weed smoking nicotine vodka whisky wine overeating overeaters
    rehab detox therapy therapist counselling counseling counsellor counselor sponsor doctor clinic
    online virtual zoom phone telephone email mobile contact internet website worldwide international
    women womens woman men mens ladies female trans lgbt lgbtq queer people teens teenagers adults veterans newcomer
    newcomers beginner beginners friend friends family families husband wife mother father brother sister son
    daughter mum mom dad child children kids baby partner step steps twelve higher power serenity prayer
    lol omg wtf idk foo baz lorem ipsum dolor""".split()
)


def without_stop_words(words: Sequence[str]) -> list[str]:
    """The folded words without those at either end that say nothing of the place: "meetings in Leeds tonight"."""
    dropped = EVERYDAY_WORDS | STOP_WORDS | DIRECTIONS
    start, end = 0, len(words)
    while start < end and words[start] in dropped:
        start += 1
    while end > start and words[end - 1] in dropped:
        end -= 1
    return list(words[start:end])


def names_no_place(parts: Iterable[Iterable[str]]) -> bool:
    """Whether folded words are everyday ones throughout, as in "help me" or "women's meetings near me"."""
    found = {word for part in parts for word in part}
    return bool(found & EVERYDAY_WORDS) and found <= EVERYDAY_WORDS | STOP_WORDS

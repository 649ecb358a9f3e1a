"""The same type code means other things in other programs: a feed is read with the meanings of its own."""

import json
import os
import re
from datetime import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from groups.feeds.codes import load_codes
from groups.feeds.record import Record
from groups.models import Fellowship, Group, Language
from tests.feeds.conftest import row

ROOT = Path(__file__).parents[2]
TYPES = Path(os.environ.get("SHARED_DIR", ROOT / ".." / "shared")) / "formats" / "tsml_program_types.json"
needs_the_list = pytest.mark.skipif(not TYPES.is_file(), reason="the list of programs' type codes is not here")
TSML = json.loads(TYPES.read_text(encoding="utf-8")) if TYPES.is_file() else {"programs": {}}

#: What a label, in whatever program, has to become.
MEANINGS = {
    r"Open( to Non-Addicts)?|Families Friends and Observers Welcome": {"open"},
    r"Closed|Families and Friends Only": {"closed"},
    r"Women": {"women"},
    r"Men": {"men"},
    r"Transgender": {"transgender"},
    r"Gay": {"gay"},
    r"Lesbian": {"lesbian"},
    r"Gay/Lesbian": {"gay", "lesbian"},
    r"LGBTQ\w*\+?": {"lgbtq"},
    r"People of Color|Persons of Color|BIPOC": {"people-of-colour"},
    r"Indigenous": {"indigenous"},
    r"Native American": {"native-american"},
    r"Young People|Young Adult.*": {"young-people"},
    r"Alateen|Teen.*": {"teens"},
    r"Seniors": {"seniors"},
    r"Age Restricted 18\+": {"adults-only"},
    r"Parents of Alcoholics": {"parents"},
    r"Professionals": {"professionals"},
    r"Artist": {"artists"},
    r"Business Owner": {"business-owners"},
    r"Newcomers?|Beginners?'?|Beginner/Newcomer|New Beginnings": {"newcomers"},
    r"(Wheelchair|Handicapped) Access(ible)?": {"step-free"},
    r"Wheelchair-Accessible Bathroom": {"accessible-toilet"},
    r"Sign Language( ASL)?|American Sign Language": {"american-sign-language"},
    r"(Closed )?Captions": {"captions"},
    r"Child ?[Cc]are Available|Child Care Available|Babysitting Available": {"childcare"},
    r"Child-Friendly|Children Welcome": {"child-friendly"},
    r"Fragrance Free|No Fragrances": {"fragrance-free"},
    r"Smoking( Permitted)?": {"smoking-permitted"},
    r"Non-Smoking": {"smoke-free"},
    r"Proof of Attendance|Attendance Voucher|Court": {"proof-of-attendance"},
    r"Speaker|Pitch/Speaker|Step Speaker": {"speaker"},
    r"Speaker/Discussion": {"speaker-discussion"},
    r"Discussion.*|Topic|Topic.Discussion": {"discussion"},
    r"Steps?( Study| Meeting)?": {"step-study"},
    r"Step Working Guide Study|Yellow Workbook Study|Work Book Study": {"step-working-guides"},
    r"Traditions?( Study)?": {"tradition-study"},
    r"Big Book( Study)?": {"big-book"},
    r"Book Study": {"book-study"},
    r"Literature.*|Fellowship Text|It Works Study": {"literature"},
    r"Meditation|Mindfulness Practice": {"meditation"},
    r"Secular|Atheist / Agnostic": {"secular"},
    r"(Inquiry )?Writing|Inventory Writing": {"writing"},
    r"(Inquiry|Inventory) Study": {"inquiry-study"},
    r"Numbers": {"money-records"},
    r"Prosperity": {"prosperity"},
    r"Healthy Relationships": {"healthy-relationships"},
    r"Tools": {"tools"},
    r"Workshop": {"workshop"},
}
#: Labels other than those of Alcoholics Anonymous that mean the same as its own for that code.
SAME_AS_AA = {
    "A": {"Atheist / Agnostic"},
    "BA": {"Child Care Available"},
    "BE": {"Beginner", "Beginners"},
    "C": {"Families and Friends Only"},
    "D": {"Topic"},
    "FF": {"No Fragrances"},
    "H": {"Chip", "Chips"},
    "LGBTQ": {"LGBTQ+"},
    "O": {"Families Friends and Observers Welcome"},
    "POA": {"Attendance Voucher"},
    "POC": {"BIPOC"},
    "ST": {"Steps", "Steps/Traditions", "OA Steps and/or Traditions Study"},
    "TR": {"Traditions", "Tradition"},
    "12x12": {"Framework for Living (12x12x12)"},
    "X": {"Handicapped Accessible"},
}


@pytest.fixture
def shipped(db):
    call_command("load_vocabulary", refresh=True, stdout=StringIO())


@pytest.fixture
def read(shipped):
    """What a code of a program is read as: features and languages together. The tables are loaded once each."""
    tables = {}

    def run(program, code):
        if program not in tables:
            tables[program] = load_codes("meeting_guide", [program] if program else [])
        features, languages, _ = tables[program].read(record(code))
        return features | languages

    return run


def record(*codes):
    return Record(1, "x", "Wake Up", "meeting_guide", 0, time(19), 60, "in_person", codes=codes)


def own_labels():
    return [(key, code, label) for key, program in TSML["programs"].items() for code, label in program["types"].items()]


def language_labels():
    """(program, code, language) of the codes the list adds to every program, but for those it uses for itself."""
    return [
        (key, TSML["language_code_substitutions"].get(key, {}).get(iso, iso), name)
        for key, program in TSML["programs"].items()
        for iso, name in TSML["languages"].items()
        if TSML["language_code_substitutions"].get(key, {}).get(iso, iso) not in program["types"]
    ]


def meaning(label):
    return next((slugs for said, slugs in MEANINGS.items() if re.fullmatch(said, label)), None)


def means_something_else_than_in_aa(code, label):
    theirs = TSML["programs"]["aa"]["types"].get(code, label)
    shared = set(re.findall(r"\w{3,}", label.lower())) & set(re.findall(r"\w{3,}", theirs.lower()))
    return not shared and label != theirs and label not in SAME_AS_AA.get(code, ())


@needs_the_list
def test_every_label_that_is_in_our_words_is_read_as_it_says(read):
    known = [(program, code, label) for program, code, label in own_labels() if meaning(label)]
    assert len(known) > 350
    assert [said for said in known if read(*said[:2]) != meaning(said[2])] == []


@needs_the_list
def test_every_language_code_of_every_program_is_that_language(read):
    ours = dict(Language.objects.values_list("name", "code"))
    assert [said for said in language_labels() if read(*said[:2]) != {ours[said[2]]}] == []


@needs_the_list
def test_no_code_keeps_the_meaning_of_aa_where_a_program_says_something_else(read):
    others = [said for said in own_labels() if means_something_else_than_in_aa(*said[1:])]
    assert {("aca", "T", "Fellowship Text"), ("da", "N", "Numbers"), ("ua", "T", "Tools")} < set(others)
    assert [said for said in others if read(*said[:2]) == read("aa", said[1])] == []


@needs_the_list
def test_no_type_of_a_program_is_read_as_a_language(read):
    languages = set(Language.objects.values_list("code", flat=True))
    assert [said for said in own_labels() if read(*said[:2]) & languages] == []


def test_without_a_program_codes_mean_what_they_mean_in_meeting_guide(read):
    assert [read("", code) for code in ("S", "SP", "A", "T")] == [{"es"}, {"speaker"}, {"secular"}, {"transgender"}]


def test_codes_are_not_read_with_the_meanings_of_another_program(read):
    assert (read("aca", "A"), read("coda", "A")) == ({"adults-only"}, {"secular"})


def test_a_prefix_in_a_feed_is_no_code(shipped):
    assert load_codes("meeting_guide", ["aca"]).read(record("aca:S")) == (frozenset(), frozenset(), ("aca:S",))


def test_small_letters_mean_what_the_program_means_by_the_capital(read):
    assert read("aca", "s") == {"speaker"}


def test_a_code_the_program_does_not_have_is_read_as_usual(read):
    assert read("aca", "XB") == {"accessible-toilet"}


def test_a_feed_of_a_fellowship_is_read_with_its_codes_then_and_the_next_time(import_rows, shipped):
    rows = [row(types=["S", "A", "C"])]
    import_rows(rows, fellowship=Fellowship.objects.get(slug="aca"))
    meeting = Group.objects.get().meetings.get()
    assert {feature.slug for feature in meeting.features.all()} == {"speaker", "adults-only", "closed"}
    assert not meeting.languages.exists()
    again = import_rows(rows)
    assert (again.updated, again.unchanged) == (0, 1)


def test_the_same_feed_of_another_fellowship_speaks_spanish(import_rows, shipped):
    import_rows([row(types=["S", "A", "C"])], fellowship=Fellowship.objects.get(slug="aa"))
    meeting = Group.objects.get().meetings.get()
    assert {feature.slug for feature in meeting.features.all()} == {"secular", "closed"}
    assert [language.code for language in meeting.languages.all()] == ["es"]

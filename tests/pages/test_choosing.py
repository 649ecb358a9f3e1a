"""Help me choose: every question may be skipped, every answer says what it does, and nobody ends at nothing."""

import itertools
import json
import re
from pathlib import Path

import pytest
from django.http import QueryDict

from groups.models import Fellowship, Philosophy
from groups.pages.choosing import QUESTIONS
from groups.pages.chosen import answers_in, choose, tagged_of
from groups.pages.ideas import CONCERNS
from tests import make

VOCABULARY = Path(__file__).resolve().parents[2] / "groups" / "vocabulary"


def rows(name):
    return json.loads((VOCABULARY / f"{name}.json").read_text())


@pytest.fixture(scope="module")
def shipped():
    """The fellowships we ship, with their philosophies, in memory alone."""
    made = []
    for row in rows("fellowships"):
        idea = Philosophy(slug=row["philosophy"])
        made.append(Fellowship(slug=row["slug"], concerns=row["concerns"], philosophy=idea))
    return made


def asked(query, shipped):
    tagged, _reasons = choose(answers_in(QueryDict(query)), shipped, lambda tagged: True)
    return tagged


def test_every_rule_names_only_what_we_ship():
    slugs = {name: {row["slug"] for row in rows(name)} for name in ("philosophies", "fellowships", "features")}
    answers = [answer for question in QUESTIONS for answer in question.answers]
    assert {slug for answer in answers for slug in answer.philosophies} <= slugs["philosophies"]
    assert {slug for answer in answers for slug in answer.also} <= slugs["fellowships"]
    assert {concern for answer in answers for concern in answer.concerns} <= set(CONCERNS)
    features = {row["slug"]: row["group"] for row in rows("features")}
    for answer in answers:
        for name in ("for", "access"):
            assert {features[slug] for slug in answer.tagged.get(name, ())} <= {name}


def test_every_answer_says_why_in_a_whole_sentence():
    for question, answer in ((q, a) for q in QUESTIONS for a in q.answers):
        assert ", so we look for " in str(answer.why), (question.name, answer.value)
        assert str(answer.why).endswith("."), (question.name, answer.value)


def test_skipping_everything_asks_for_everything(shipped):
    assert asked("about=&how=&belief=&aim=&near=", shipped) == {}


def test_what_we_do_not_know_counts_as_skipped(shipped):
    assert asked("about=nonsense&how=%00&with=x&belief=12-step", shipped) == {}


def test_gambling_finds_its_own_fellowship_and_those_for_any_habit_and_no_others(shipped):
    found = asked("about=gambling", shipped)["fellowship"]
    assert {"ga", "smart-recovery", "celebrate-recovery"} <= set(found)
    assert not {"aa", "oa", "gam-anon", "al-anon", "wa", "itaa"} & set(found)


def test_somebody_loved_finds_fellowships_for_families_alone(shipped):
    found = asked("about=family-and-friends", shipped)["fellowship"]
    assert {"al-anon", "gam-anon", "smart-family-friends"} <= set(found)
    assert not {"aa", "ga", "smart-recovery"} & set(found)


def test_no_religion_about_alcohol_leaves_secular_fellowships(shipped):
    found = asked("about=alcohol&belief=none", shipped)
    assert {"smart-recovery", "lifering", "secular-aa", "hams"} <= set(found["fellowship"])
    assert not {"aa", "celebrate-recovery", "recovery-dharma"} & set(found["fellowship"])
    assert "philosophy" not in found


def test_belief_alone_asks_for_philosophies(shipped):
    assert asked("belief=christian", shipped) == {"philosophy": ("christian-centred",)}


def test_belief_and_aim_together_ask_for_what_fits_both(shipped):
    assert set(asked("belief=none&aim=less", shipped)["philosophy"]) == {
        "secular-tools",
        "harm-reduction",
        "moderation",
    }


def test_two_that_cannot_both_be_keep_the_first_and_say_so(shipped):
    tagged, reasons = choose(answers_in(QueryDict("belief=christian&aim=less")), shipped, lambda tagged: True)
    assert tagged == {"philosophy": ("christian-centred",)}
    assert [(reason.answer.value, reason.kept) for reason in reasons] == [("christian", True), ("less", False)]


def test_several_needs_go_together_and_company_is_either(shipped):
    assert asked("with=women&with=lgbtq&with=step-free&with=childcare", shipped) == {
        "for": ("women", "lgbtq"),
        "access": ("step-free", "childcare"),
    }


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("near", {"attendance": ("in_person",)}),
        ("online", {"attendance": ("online",)}),
        ("phone", {"attendance": ("online",)}),
        ("one-to-one", {"kind": ("one_to_one",)}),
    ],
)
def test_how_to_take_part_is_a_filter_of_its_own(shipped, answer, expected):
    assert asked(f"how={answer}", shipped) == expected


def test_whatever_is_answered_something_is_asked_for_that_exists(shipped):
    single = [question for question in QUESTIONS if not question.many]
    everything = list(itertools.product(*[[(question, answer) for answer in question.answers] for question in single]))
    assert len(everything) == 7 * 4 * 4 * 3
    for given in everything:
        tagged, reasons = choose(given, shipped, lambda tagged: True)
        kept = [answer for _question, answer in given if any(r.kept and r.answer is answer for r in reasons)]
        assert len(kept) >= 2, given
        assert tagged == tagged_of(kept, shipped)
        assert all(tagged.values())


def test_an_answer_no_group_fits_is_left_out_and_the_others_stay(shipped):
    given = answers_in(QueryDict("how=one-to-one&about=gambling&with=women"))
    tagged, reasons = choose(given, shipped, lambda tagged: "fellowship" not in tagged)
    assert tagged == {"kind": ("one_to_one",), "for": ("women",)}
    assert {reason.answer.value: reason.kept for reason in reasons} == {
        "gambling": False,
        "one-to-one": True,
        "women": True,
    }


@pytest.mark.django_db
def test_the_page_asks_five_questions_in_one_form_that_needs_no_script(read):
    page = read("/choose/")
    assert page.count("<fieldset>") == 5
    assert '<form class="choose" action="/choose/">' in page
    assert "Nothing you answer is stored." in page


@pytest.mark.django_db
def test_the_answers_say_why_and_end_in_a_search_near_the_place(read):
    row = make.fellowship("ga")
    row.concerns = ["gambling"]
    row.save()
    make.group(name="Round the corner", fellowship=row)
    make.group(name="Another thing", fellowship=make.fellowship("oa"))
    page = read("/choose/", about="gambling", how="near", near="Leeds")
    assert "It is about gambling, so we look for" in page
    assert "You want to meet people in a room, so we look for" in page
    assert "Round the corner" in page
    assert "Another thing" not in page
    assert 'href="/groups/?near=Leeds&amp;attendance=in_person&amp;fellowship=ga"' in page


@pytest.mark.django_db
def test_there_is_always_a_way_to_every_group(read):
    assert 'href="/groups/?near=Leeds"' in read("/choose/", about="gambling", near="Leeds")
    assert 'href="/groups/"' in read("/choose/", near="")


@pytest.mark.django_db
def test_only_the_top_three_are_shown(read):
    for number in range(5):
        make.group(name=f"Number {number}")
    assert len(re.findall(r'<li class="card">', read("/choose/", how="near", near="Leeds"))) == 3


@pytest.mark.django_db
def test_what_fits_no_group_is_left_out_instead_of_showing_nothing(read):
    make.group(name="Round the corner")
    page = read("/choose/", how="near", **{"with": "women"}, near="Leeds")
    assert "We left out “Women”" in page
    assert "Round the corner" in page


@pytest.mark.django_db
def test_an_empty_directory_still_gives_a_page_with_a_way_on(read):
    page = read("/choose/", about="alcohol", how="online", near="Leeds")
    assert "We left out “Alcohol”" in page
    assert "See every group" in page


@pytest.mark.django_db
def test_each_answer_can_be_taken_back_and_the_others_stay(read):
    make.group()
    page = read("/choose/", how="near", near="Leeds", **{"with": ["women", "men"]})
    assert 'href="/choose/?near=Leeds&amp;with=women&amp;with=men"' in page


@pytest.mark.django_db
def test_the_answers_are_marked_in_the_form_to_change_them(read):
    page = " ".join(read("/choose/", how="near", near="Leeds").split())
    assert 'name="how" value="near" checked' in page
    assert 'name="how" value="" checked' not in page
    assert 'name="about" value="" checked' in page


@pytest.mark.django_db
def test_nobody_is_told_to_stop_drinking_suddenly(read):
    assert "talk to a doctor" in read("/choose/", about="alcohol", aim="stop", near="")
    assert "talk to a doctor" not in read("/choose/", about="gambling", near="")


@pytest.mark.django_db
def test_a_place_nobody_knows_is_said_and_the_answers_are_kept(read):
    make.group()
    page = read("/choose/", status=404, how="near", near="asdfgh")
    assert "We could not find “asdfgh”" in page
    assert "You want to meet people in a room" in page


@pytest.mark.django_db
def test_what_is_typed_is_shown_as_text(read):
    assert "<b>x" not in read("/choose/", status=404, near="<b>x", country='"><b>x')


@pytest.mark.django_db
def test_nothing_is_kept_of_what_was_answered(client):
    response = client.get("/choose/?about=alcohol&near=Leeds")
    assert not response.cookies
    assert 'content="noindex"' in response.content.decode()


@pytest.mark.django_db
def test_answers_cost_few_queries(client, django_assert_max_num_queries):
    for number in range(10):
        make.group(fellowship=make.fellowship(f"f{number}"))
    with django_assert_max_num_queries(30):
        client.get("/choose/?about=alcohol&how=near&belief=none&aim=less&with=women&with=childcare&near=Leeds")


@pytest.mark.django_db
def test_the_home_page_and_every_footer_lead_there(read):
    assert read("/").count('href="/choose/"') == 3
    assert 'href="/choose/"' in read("/about/")

"""The fellowships and networks a group may belong to."""

from django_countries import countries

SHAPE = {
    "slug", "name", "abbreviation", "philosophy", "website", "summary", "for_whom", "concerns", "countries",
    "programs",
}  # fmt: skip
CONCERNS = {
    "alcohol", "drugs", "gambling", "food", "sex-and-love", "money", "nicotine", "relationships",
    "mental-health", "work", "screens", "family-and-friends", "any",
}  # fmt: skip
EXPECTED = """
aa na ca cma ha ma nica pa ga oa eda da slaa saa sca coda aca al-anon alateen nar-anon co-anon
families-anonymous gam-anon pal smart-recovery smart-family-friends lifering women-for-sobriety sos
secular-aa moderation-management hams recovery-dharma refuge-recovery celebrate-recovery
recovery-alive overcomers-outreach addictions-victorious blue-cross recovery-cafe-network
all-recovery the-phoenix wellbriety dual-recovery-anonymous double-trouble-in-recovery y12sr
young-people-in-recovery gal-aa clero
"""


def test_there_are_at_least_45_each_with_the_same_keys(fellowships):
    assert len(fellowships) >= 45
    assert all(set(row) == SHAPE for row in fellowships)


def test_the_ones_people_ask_for_are_there(fellowships):
    assert set(EXPECTED.split()) - {row["slug"] for row in fellowships} == set()


def test_no_two_share_a_slug_or_a_name(fellowships):
    assert len({row["slug"] for row in fellowships}) == len(fellowships)
    assert len({row["name"] for row in fellowships}) == len(fellowships)


def test_each_follows_a_philosophy_we_explain(fellowships, philosophies):
    assert {row["philosophy"] for row in fellowships} <= {row["slug"] for row in philosophies}


def test_every_philosophy_but_aftercare_has_a_fellowship_to_show(fellowships, philosophies):
    # Aftercare belongs to treatment centres, not to fellowships.
    assert {row["slug"] for row in philosophies} - {row["philosophy"] for row in fellowships} == {"aftercare"}


def test_each_says_what_it_is_and_whom_it_is_for(fellowships):
    assert [row["slug"] for row in fellowships if not row["summary"].endswith(".")] == []
    assert [row["slug"] for row in fellowships if not row["for_whom"] or row["for_whom"].endswith(".")] == []
    assert all(row["concerns"] and set(row["concerns"]) <= CONCERNS for row in fellowships)


def test_countries_are_iso_codes_and_none_means_worldwide(fellowships):
    assert {code for row in fellowships for code in row["countries"]} <= set(countries.countries)
    assert next(row for row in fellowships if row["slug"] == "aa")["countries"] == []


def test_each_program_of_the_wordpress_plugin_leads_to_one_fellowship(fellowships, tsml_programs):
    named = [program for row in fellowships for program in row["programs"]]
    assert len(named) == len(set(named))
    # "sg" is any support group, "va" is a small fellowship we cannot describe with certainty.
    assert set(tsml_programs) - set(named) == {"sg", "va"}

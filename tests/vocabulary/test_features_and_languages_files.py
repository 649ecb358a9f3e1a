"""Features and languages, and the codes other people's formats use for them."""

from collections import Counter

# Said elsewhere in the model: how a meeting is joined, or that it pauses.
NOT_FEATURES = {"TC", "ONL", "VM", "HY", "HYBR", "LANG"}


def codes(rows: list[dict], key: str) -> list[str]:
    return [code for row in rows for code in row[key]]


def test_features_have_a_name_a_filter_and_a_line_of_explanation(features):
    shape = {"slug", "name", "group", "description", "meeting_guide", "bmlt"}
    assert all(set(row) == shape for row in features)
    assert {row["group"] for row in features} == {"for", "access", "style"}
    assert [row["slug"] for row in features if not row["description"].endswith(".")] == []
    assert [row["slug"] for row in features if not 0 < len(row["name"]) <= 36] == []


def test_no_two_features_share_a_slug_or_a_name(features):
    assert len({row["slug"] for row in features}) == len(features)
    assert len({row["name"] for row in features}) == len(features)


def test_languages_have_a_two_letter_code_and_both_names(languages):
    assert all(set(row) == {"code", "name", "native_name", "meeting_guide", "bmlt"} for row in languages)
    assert all(len(row["code"]) == 2 and row["code"].islower() for row in languages)
    assert all(row["name"] and row["native_name"] for row in languages)
    assert len({row["code"] for row in languages}) == len(languages)


def test_only_gay_and_lesbian_in_one_code_leads_to_two_rows(features, languages, meeting_guide_types):
    claimed = Counter(codes(features + languages, "meeting_guide"))
    official = {row["code"] for row in meeting_guide_types["types"] + meeting_guide_types["proposed_new"]}
    assert {code for code, count in claimed.items() if count > 1} == {"aca:G", "ha:GL", "na:GL"}
    assert official - set(claimed) == {"TC"}


def test_no_official_code_is_lost_by_sharing_a_feature_with_another(features, meeting_guide_types):
    official = {row["code"] for row in meeting_guide_types["types"] + meeting_guide_types["proposed_new"]}
    assert [row["slug"] for row in features if len(official & set(row["meeting_guide"])) > 1] == []


def test_the_first_meeting_guide_code_is_the_official_one(features, languages, meeting_guide_types):
    official = {row["code"] for row in meeting_guide_types["types"] + meeting_guide_types["proposed_new"]}
    for row in features + languages:
        if official & set(row["meeting_guide"]):
            assert row["meeting_guide"][0] in official, row["name"]


def test_plain_codes_stand_before_those_of_one_program(features, languages):
    prefixed = [[":" in code for code in row["meeting_guide"]] for row in features + languages]
    assert all(row == sorted(row) for row in prefixed)


def test_a_code_with_a_prefix_is_one_that_program_has(features, languages, tsml):
    theirs = {f"{key}:{code}" for key, program in tsml["programs"].items() for code in program["types"]}
    theirs |= {f"{key}:{code}" for key in tsml["programs"] for code in tsml["languages"]}
    theirs |= {f"{key}:{code}" for key, ours in tsml["language_code_substitutions"].items() for code in ours.values()}
    prefixed = {code for code in codes(features + languages, "meeting_guide") if ":" in code}
    assert len(prefixed) > 30
    assert prefixed - theirs == set()


def test_language_codes_lead_to_the_language_the_format_names(languages, meeting_guide_types):
    ours = {code: row["code"] for row in languages for code in row["meeting_guide"]}
    theirs = {row["code"]: row["iso639_1"] for row in meeting_guide_types["types"] if row.get("is_language")}
    assert {code: ours[code] for code in theirs} == theirs


def test_every_bmlt_world_id_leads_to_one_feature(features, languages, bmlt_formats):
    claimed = Counter(codes(features, "bmlt"))
    assert {code: count for code, count in claimed.items() if count > 1} == {}
    world_ids = {row["world_id"] for row in bmlt_formats if row["world_id"]}
    assert world_ids - set(claimed) - set(codes(languages, "bmlt")) == NOT_FEATURES - {"ONL", "HY"}


def test_a_bmlt_key_and_its_world_id_lead_to_the_same_feature(features, bmlt_formats):
    ours = {code: row["slug"] for row in features for code in row["bmlt"]}
    for row in bmlt_formats:
        if row["key"] in ours and row["world_id"] in ours:
            assert ours[row["key"]] == ours[row["world_id"]], row["name"]


def test_only_the_two_language_format_is_claimed_twice(languages):
    claimed = Counter(codes(languages, "bmlt"))
    assert {code for code, count in claimed.items() if count > 1} == {"L/R"}


def test_how_a_meeting_is_joined_is_not_a_feature(features, languages):
    assert NOT_FEATURES & set(codes(features + languages, "meeting_guide")) == set()
    assert NOT_FEATURES & set(codes(features + languages, "bmlt")) == set()

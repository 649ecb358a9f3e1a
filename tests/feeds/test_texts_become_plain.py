"""HTML, entities, line breaks and links in feed texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.feeds.clean import free_text, https_link, one_line, plain_text


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Big <b>Book</b> &amp; more", "Big Book & more"),
        ("One<br>two<br/>three", "One\ntwo\nthree"),
        ("<p>One</p><p>two</p>", "One\ntwo"),
        ("&lt;b&gt;Bold&lt;/b&gt;", "Bold"),
        ("Tom&#8217;s &#8211; here", "Tom’s – here"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("<script>alert(1)</script>Hello", "Hello"),
        ("a\r\nb\n\n\n\nc", "a\nb\n\nc"),
        ("\t\t   ", ""),
        ("Left \u202eright\u2066 on", "Left right on"),
        ("\ufeffNo\u200b wi\u00addth\u2060 \U000e0041", "No width"),
        ("\u200b\u200b", ""),
    ],
)
def test_only_the_words_and_line_breaks_stay(written, plain):
    assert plain_text(written) == plain


@given(st.text(max_size=200))
def test_any_text_becomes_printable(written):
    for cleaned in (plain_text(written), free_text(written, "US"), one_line(written, 50)):
        assert "\0" not in cleaned
        assert cleaned == cleaned.strip()
        cleaned.encode()


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://zoom.us/j/1?pwd=x", "https://zoom.us/j/1?pwd=x"),
        ("http://zoom.us/j/1", "https://zoom.us/j/1"),
        ("zoom.us/j/1", "https://zoom.us/j/1"),
        ("Zoom: https://zoom.us/j/1. Bring a book", "https://zoom.us/j/1"),
        ("https://zoom.us/j/1?a=1&amp;b=2", "https://zoom.us/j/1?a=1&b=2"),
        ("", ""),
    ],
)
def test_a_web_link_is_found_and_is_https(written, link):
    assert https_link(written)[0] == link


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "https://user:secret@zoom.us/j/1",
        "https://127.0.0.1/j/1",
        "https://localhost/j/1",
        "https://router.local/j/1",
        "https://zoom.us:8080/j/1",
        "https://[::1]/j/1",
        "https://zoom.us/" + "x" * 500,
        "https://zoom.us/join?email=anna@example.com",
        "https://zoom.us/join?email=anna%40example.com",
        "ask the secretary",
    ],
)
def test_what_leads_nowhere_public_is_refused_and_said(written):
    link, remark = https_link(written)
    assert link == ""
    assert remark

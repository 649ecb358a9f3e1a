"""Lists asked with addresses that nobody gets by pressing: an answer in words, never a failure."""

import pytest

pytestmark = pytest.mark.django_db
ODD = (
    "state=%00 state=nonsense country=%00 country=%27%22 safe=maybe kind__exact=%00 kind__regex=( kind__iregex=[ q=%00 "
    "q=%27%22%25 o=99.-1.x p=9999 p=x all= e=1 at__gte=yesterday group__id__exact=abc done__exact=%00 "
    "group__id__exact=99999999999999999999 source__id__exact=99999999999999999999 quarantined__exact=maybe"
).split()


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize("table", ["proposal", "report", "change", "group", "contactmessage", "helpline", "job"])
def test_a_list_answers_whatever_stands_in_its_address(moderator, table, query):
    answer = moderator.get(f"/admin/groups/{table}/?{query}", follow=True)
    assert answer.status_code in (200, 400)

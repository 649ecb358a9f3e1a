"""The schema tells the truth about the API, and docs/ tell of every parameter and setting."""

import re
from pathlib import Path

import pytest
from django.conf import settings as site
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode, openapi

from groups.search.filters import form_class

ROOT = Path(__file__).parents[2]


def schema_of(client):
    return client.get("/api/v1/openapi.json").json()


def test_the_schema_has_every_search_parameter_and_no_other(client, db):
    listed = [row["name"] for row in schema_of(client)["paths"]["/api/v1/groups"]["get"]["parameters"]]
    assert listed == list(form_class().base_fields)


def test_every_parameter_is_in_the_docs():
    text = (ROOT / "docs" / "api.md").read_text()
    missing = [name for name in form_class().base_fields if f"`{name}`" not in text]
    assert not missing


def test_every_address_of_the_schema_is_in_the_docs(client, db):
    text = (ROOT / "docs" / "api.md").read_text()
    assert not [path for path in schema_of(client)["paths"] if path.removeprefix("/api/v1") not in text]


@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("/groups", {"200", "404", "422", "503"}),
        ("/groups/{slug}", {"200", "404"}),
        ("/places", {"200", "422", "503"}),
    ],
)
def test_the_schema_tells_which_problems_to_expect(client, db, path, statuses):
    responses = schema_of(client)["paths"][f"/api/v1{path}"]["get"]["responses"]
    assert set(responses) == statuses
    assert all("application/problem+json" in responses[status]["content"] for status in statuses - {"200"})


def test_every_setting_is_in_the_docs():
    source = (Path(site.BASE_DIR) / "directory" / "settings.py").read_text()
    names = re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', source)
    text = "".join((ROOT / name).read_text() for name in ("docs/operators.md", "README.md") if (ROOT / name).exists())
    assert len(names) > 10
    assert not [name for name in names if f"`{name}`" not in text]


def test_the_docs_page_loads_only_files_of_our_own(client, db):
    page = client.get("/api/v1/docs")
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.content.decode())
    assert addresses
    assert all(address.startswith("/static/") for address in addresses)
    assert "http" not in page["Content-Security-Policy"]


def test_the_docs_page_is_as_strict_as_every_other(client, db):
    policies = {client.get(f"/api/v1{path}")["Content-Security-Policy"] for path in ("/docs", "/groups")}
    assert len(policies) == 1
    assert "unsafe" not in policies.pop()


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        ("/groups", GenerationMode.POSITIVE),
        ("/groups", GenerationMode.NEGATIVE),
        ("/groups/{slug}", GenerationMode.POSITIVE),
        ("/places", GenerationMode.POSITIVE),
        ("/places", GenerationMode.NEGATIVE),
    ],
)
def test_no_parameters_whatever_make_the_api_fail(client, db, path, mode):
    # Through Django's client, not over the wire: it sees the transaction of this test.
    operation = openapi.from_dict(schema_of(client))[f"/api/v1{path}"]["GET"]

    @settings(max_examples=30, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def any_case_is_answered(case):
        response = client.get(case.formatted_path, case.query or {})
        assert response.status_code in (200, 404, 422)
        assert response.json() is not None

    any_case_is_answered()

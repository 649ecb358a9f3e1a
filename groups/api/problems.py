"""Errors of the API as problem details (RFC 9457), each a sentence that names the parameter."""

import json
from typing import Any

from django.http import HttpResponse

CONTENT_TYPE = "application/problem+json"

_TITLES = {
    400: "The request cannot be read",
    404: "Not found",
    405: "Only GET and HEAD",
    412: "Not the version you asked for",
    422: "A parameter cannot be used",
    500: "Our mistake",
    503: "Not available right now",
}
#: For errors that no view has put into words.
_SENTENCES = {
    400: "The request cannot be read. Check the address and the Host header.",
    404: "There is nothing at this address. The API is described at /api/v1/docs.",
    405: "This address can only be read: use GET or HEAD.",
    412: "The answer has changed since the ETag you sent in If-Match. Ask again without If-Match.",
    500: "Something went wrong on our side. Try again in a minute.",
    503: "The directory cannot be read right now. Try again in a minute.",
}


_SCHEMA = {
    "type": "object",
    "required": ["title", "detail", "status", "parameter"],
    "properties": {
        "title": {"type": "string"},
        "detail": {"type": "string"},
        "status": {"type": "integer"},
        "parameter": {"type": ["string", "null"]},
    },
}


class Problem(Exception):
    """Ends a request with a problem answer. `detail` is a sentence and never repeats what was typed as a place."""

    def __init__(self, status: int, detail: str, parameter: str | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.parameter = status, detail, parameter


def openapi_responses(*statuses: int) -> dict[str, Any]:
    """The problems an operation may answer with, for its OpenAPI description."""
    content = {CONTENT_TYPE: {"schema": _SCHEMA}}
    return {"responses": {status: {"description": _TITLES[status], "content": content} for status in statuses}}


def of_status(status: int) -> Problem:
    """The problem of an HTTP status that comes without a sentence of its own."""
    return Problem(status, _SENTENCES.get(status, "The request could not be answered."))


def response(problem: Problem) -> HttpResponse:
    """The problem as an application/problem+json answer, never to be kept by a cache."""
    body: dict[str, Any] = {
        "title": _TITLES.get(problem.status, "The request could not be answered"),
        "detail": problem.detail,
        "status": problem.status,
        "parameter": problem.parameter,
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=problem.status,
        content_type=CONTENT_TYPE,
        headers={"Cache-Control": "no-store"},
    )

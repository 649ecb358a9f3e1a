"""Errors of the API as problem details (RFC 9457), each a sentence that names the parameter."""

import json
from typing import Any

from django.http import HttpResponse

_TITLES = {
    404: "Not found",
    422: "A parameter cannot be used",
    503: "Not available right now",
}


class Problem(Exception):
    """Ends a request with a problem answer. `detail` is a sentence and never repeats what was typed as a place."""

    def __init__(self, status: int, detail: str, parameter: str | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.parameter = status, detail, parameter


def response(problem: Problem) -> HttpResponse:
    """The problem as an application/problem+json answer."""
    body: dict[str, Any] = {
        "title": _TITLES[problem.status],
        "detail": problem.detail,
        "status": problem.status,
        "parameter": problem.parameter,
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=problem.status, content_type="application/problem+json"
    )

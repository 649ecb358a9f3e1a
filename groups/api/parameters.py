"""The search parameters for OpenAPI, made of the one FilterSet."""

from typing import Any

from django import forms

from groups.search.filters import form_class


def openapi_parameters() -> list[dict[str, Any]]:
    """Every search parameter as an OpenAPI 3.1 query parameter. Choices that are rows of a table are named, not
    listed: the table may grow without a new release."""
    return [
        {"name": name, "in": "query", "required": False, "description": str(field.label), **_shape(field)}
        for name, field in form_class().base_fields.items()
    ]


def _shape(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.MultipleChoiceField):
        return {"schema": {"type": "array", "items": {"type": "string"}}, "style": "form", "explode": True}
    return {"schema": _schema(field)}


def _schema(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.FloatField | forms.IntegerField):
        kind = "integer" if type(field) is forms.IntegerField else "number"
        limits = {"minimum": field.min_value, "maximum": field.max_value}
        return {"type": kind, **{name: value for name, value in limits.items() if value is not None}}
    if isinstance(field, forms.DateTimeField):
        return {"type": "string", "format": "date-time"}
    if isinstance(field, forms.CharField) and field.max_length:
        return {"type": "string", "maxLength": field.max_length}
    return {"type": "string"}

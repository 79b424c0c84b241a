"""What pydantic finds wrong with a request's field or with a setting, said for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_MUST_BE = {
    "string_type": "must be a text",
    "bool_type": "must be true or false",
    "model_attributes_type": "must be a JSON object",
    "dict_type": "must be a JSON object",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "path_type": "must be a path",
}
_BOUNDS = {
    "greater_than": ("gt", "must be greater than {}"),
    "greater_than_equal": ("ge", "must be at least {}"),
    "less_than_equal": ("le", "must be at most {}"),
    "string_too_long": ("max_length", "must have at most {} characters"),
}


def invalid_field(error: Mapping[str, Any]) -> str:
    """Names the field, and says what it must be."""
    name = ".".join(str(part) for part in error["loc"] if part != "body")
    field = f"`{name}`" if name else "the body"
    if error["type"] == "missing":
        return f"{field} is missing"
    if error["type"] == "extra_forbidden":
        return f"there is no field {field}"
    return f"{field} {what_it_must_be(error)}"


def what_it_must_be(error: Mapping[str, Any]) -> str:
    """The end of a sentence that begins with the name."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in _MUST_BE:
        return _MUST_BE[kind]
    if kind in _BOUNDS:
        name, text = _BOUNDS[kind]
        return text.format(context[name])
    if kind == "literal_error":
        return f"must be {context['expected']}"
    if kind == "value_error":  # of a check of ours
        return str(context["error"])
    if kind == "string_pattern_mismatch":
        return "has characters that can't stand there"
    if kind == "string_unicode":
        return "is no text that has a UTF-8"
    return f"is wrong: {error['msg'][:1].lower()}{error['msg'][1:]}"

"""What goes in and comes out over HTTP, as the OpenAPI document tells it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from weftc.diagnostics.data import DiagnosticData

#: what RFC 3986 allows in a fragment: it becomes a part of a header
FRAGMENT_PATTERN = r"^[A-Za-z0-9\-._~!$&'()*+,;=:@/?%]*$"


class _Taken(BaseModel):
    """Of a request: nothing is guessed at, and nothing unknown passed over."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _check_text(text: str) -> str:
    if "\0" in text:
        raise ValueError(f"has a null byte at position {text.index(chr(0))}")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"has half of a surrogate pair at position {error.start}") from None
    return text


Source = Annotated[
    str, AfterValidator(_check_text), Field(description="The program, a Python file: `main.py` in messages.")
]
TargetName = Annotated[
    Literal["threads", "portable"],
    Field(description="`threads` runs on all cores and needs shared memory; `portable` runs anywhere on one."),
]


class CompileRequest(_Taken):
    source: Source
    target: TargetName = "threads"


class ViewRequest(_Taken):
    source: Source
    target: TargetName = "threads"
    view: Literal["types", "ir", "wat"] = Field(
        description="Inferred types, the optimised intermediate form, or the module as WebAssembly text."
    )


class LinkRequest(_Taken):
    fragment: Annotated[str, StringConstraints(pattern=FRAGMENT_PATTERN)] = Field(
        description="What stands after `#` in the link to the page."
    )


class CompileAnswer(BaseModel):
    """`wasm` is null if the program has errors; warnings may come with a module."""

    wasm: str | None = Field(description="The module, in base64.")
    diagnostics: list[DiagnosticData]
    seconds: dict[str, float] = Field(description="How long each stage took, in order.")
    cached: bool = Field(description="Whether it was compiled before: `seconds` are those of that time.")


class ViewAnswer(BaseModel):
    text: str = Field(description="What `weft build --dump` prints.")
    lines: list[int] = Field(description="For each line of `text` the line of the program it belongs to, 0 for none.")


class LinkAnswer(BaseModel):
    id: str
    path: str = Field(description="Redirects to the page with the link's text.")


class Health(BaseModel):
    status: Literal["ok", "starting", "stopping"]
    version: str
    workers: int = Field(description="Programs that can be compiled at once.")
    idle: int = Field(description="Of these, how many more there could be now.")
    waiting: int = Field(description="Requests that wait for a worker.")
    links: Literal["ok", "read-only", "full", "failed"] = Field(description="Whether short links can be stored.")


class Ready(BaseModel):
    ready: bool


class ErrorDetail(BaseModel):
    code: str = Field(description="Stable, for programs.")
    message: str
    request_id: str = Field(description="Also in the header X-Request-ID, and in the server's log.")


class ErrorAnswer(BaseModel):
    """Of every response with a status from 400 on."""

    error: ErrorDetail


_TOLD = {
    400: "The body is not JSON.",
    404: "There is no such link.",
    408: "The request did not arrive in time.",
    413: "The program, or the body, is too large.",
    415: "The body's Content-Type is not application/json.",
    422: "A field is missing, unknown or of a wrong value; or compiling takes too much time or memory; or the program "
    "has mistakes, so there is no view of it.",
    429: "Too many requests from one address, or its share of links is used; Retry-After says when to come again.",
    500: "The compiler failed. Please report it, with the request's id.",
    503: "Too much is waiting, or links can't be used at the moment; Retry-After says when to come again.",
    507: "There is no room for more links.",
}


def told_errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Those of a route, for the document."""
    return {status: {"model": ErrorAnswer, "description": _TOLD[status]} for status in statuses}

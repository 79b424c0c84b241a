"""What goes in and comes out over HTTP, as the OpenAPI document tells it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from weft_server.settings import FRAGMENT_BYTES
from weftc.diagnostics.data import DiagnosticData

#: what RFC 3986 allows in a fragment: it becomes a part of a header
FRAGMENT_PATTERN = r"^[A-Za-z0-9\-._~!$&'()*+,;=:@/?%]*$"


class _Taken(BaseModel):
    """Of a request: nothing is guessed at, and nothing unknown passed over."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _check_text(text: str) -> str:
    if "\0" in text:
        raise ValueError(f"there is a null byte at position {text.index(chr(0))}")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"there is half of a surrogate pair at position {error.start}") from None
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
    fragment: Annotated[str, StringConstraints(max_length=FRAGMENT_BYTES, pattern=FRAGMENT_PATTERN)] = Field(
        description="What stands after `#` in the link to the page."
    )


class CompileAnswer(BaseModel):
    """`wasm` is null if the program has errors; warnings may come with a module."""

    cached: bool = Field(description="Whether it was compiled before: `seconds` are those of that time.")
    wasm: str | None = Field(description="The module, in base64.")
    diagnostics: list[DiagnosticData]
    seconds: dict[str, float] = Field(description="How long each stage took, in order.")


class ViewAnswer(BaseModel):
    text: str = Field(description="What `weft build --dump` prints.")
    lines: list[int] = Field(description="For each line of `text` the line of the program it belongs to, 0 for none.")


class LinkAnswer(BaseModel):
    id: str
    path: str = Field(description="Redirects to the page with the link's text.")


class Health(BaseModel):
    status: Literal["ok", "starting"]
    version: str
    workers: int = Field(description="Processes that compile.")
    idle: int = Field(description="Of these, how many wait for work.")
    waiting: int = Field(description="Requests that wait for a worker.")


class ErrorDetail(BaseModel):
    code: str = Field(description="Stable, for programs.")
    message: str
    request_id: str = Field(description="Also in the header X-Request-ID, and in the server's log.")


class ErrorAnswer(BaseModel):
    """Of every response with a status from 400 on."""

    error: ErrorDetail

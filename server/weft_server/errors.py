"""What a request gets instead of its answer: a status, a code for programs, a sentence for people, the request's id."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.responses import Response

from weft_server.logs import request_id

#: of messages: they may quote names from the request
MESSAGE_LIMIT = 500


class Problem(Exception):
    """Ends a request with an error."""

    def __init__(self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.headers = status, code, message, dict(headers or {})


def failed() -> Problem:
    """When the mistake is ours."""
    return Problem(500, "internal-error", "the server failed on this request; its log says more")


def error_body(code: str, message: str) -> bytes:
    """The JSON of an error. ASCII: the message may quote what has no UTF-8."""
    error = {"code": code, "message": message[:MESSAGE_LIMIT], "request_id": request_id()}
    return json.dumps({"error": error}).encode()


def error_response(problem: Problem) -> Response:
    """An error as a response."""
    body = error_body(problem.code, problem.message)
    return Response(body, problem.status, problem.headers, media_type="application/json")

"""Requests with their answers, for the OpenAPI document. Tests ask the server for each, and compare.

In an answer a text that ends in `…` stands for all that begin so; times are those of one run. FastAPI would leave out
what is null in them, so they are put into the finished document.
"""

from __future__ import annotations

from typing import Any

_HELLO = "print('hello')\n"
_TYPO = 'message = "hello"\nprint(mesage)\n'
_AREA = "def area(width, height):\n    return width * height\n\nprint(area(2, 3.5))\n"

COMPILE_REQUESTS: dict[str, Any] = {
    "hello": {"summary": "A program", "value": {"source": _HELLO, "target": "portable"}},
    "typo": {"summary": "A program with a mistake", "value": {"source": _TYPO}},
}
COMPILE_ANSWERS: dict[str, Any] = {
    "hello": {
        "summary": "The module",
        "value": {
            "wasm": "AGFzbQEAAAAA…",
            "diagnostics": [],
            "seconds": {"syntax": 0.001, "infer": 0.002, "lower": 0.001, "passes": 0.001, "emit": 0.001, "link": 0.01},
            "cached": False,
        },
    },
    "typo": {
        "summary": "What is wrong, and what to write",
        "value": {
            "wasm": None,
            "diagnostics": [
                {
                    "code": "E0201",
                    "severity": "error",
                    "message": "the name `mesage` is not defined",
                    "span": {"file": "main.py", "line": 2, "column": 6, "end_line": 2, "end_column": 12},
                    "label": "not defined",
                    "labels": [],
                    "notes": [],
                    "helps": ["did you mean `message`?"],
                    "explanation": "E0201 (undefined-name): a name is not defined…",
                }
            ],
            "seconds": {"syntax": 0.001},
            "cached": False,
        },
    },
}
VIEW_REQUESTS: dict[str, Any] = {
    "types": {"summary": "Inferred types", "value": {"source": _AREA, "view": "types"}},
}
VIEW_ANSWERS: dict[str, Any] = {
    "types": {
        "summary": "Each line with its line of the program",
        "value": {
            "text": "area: function area\n\n"
            "def area(width: int, height: float) -> float                  # main.py:1\n",
            "lines": [1, 0, 1],
        },
    },
}
LINK_REQUESTS: dict[str, Any] = {
    "link": {"summary": "A program in a link", "value": {"fragment": "code=eJwrKMrMK9HIyczLV9cEABh7A-g"}},
}
LINK_ANSWERS: dict[str, Any] = {
    "link": {"summary": "The link", "value": {"id": "eFosLK-Fee", "path": "/s/eFosLK-Fee"}},
}


def add_examples(document: dict[str, Any]) -> None:
    """Puts all of them into the OpenAPI document."""
    for path, status, requests, answers in (
        ("/api/compile", "200", COMPILE_REQUESTS, COMPILE_ANSWERS),
        ("/api/views", "200", VIEW_REQUESTS, VIEW_ANSWERS),
        ("/api/links", "201", LINK_REQUESTS, LINK_ANSWERS),
    ):
        operation = document["paths"][path]["post"]
        operation["requestBody"]["content"]["application/json"]["examples"] = requests
        operation["responses"][status]["content"]["application/json"]["examples"] = answers

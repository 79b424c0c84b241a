"""What all responses share, the log of them, the OpenAPI document, and the page."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from tests.server.conftest import Reply, Server, Start, answer
from weft_server import examples
from weft_server.headers import COMMON_HEADERS

ISOLATION = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def check_headers(reply: Reply) -> None:
    for name, value in (COMMON_HEADERS | ISOLATION).items():
        assert reply.headers.get_all(name) == [value]
    policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'" in policy
    assert "http" not in policy and "unsafe-inline" not in policy
    [request_id] = reply.headers.get_all("X-Request-ID") or []
    assert len(request_id) == 32
    assert reply.headers["Server"] is None


def test_every_response_is_isolated(server: Server) -> None:
    link = server.post("/api/links", {"fragment": "x"})
    replies = [
        link,
        server.get("/"),
        server.request("HEAD", "/"),
        server.request("OPTIONS", "/api/compile"),
        server.get("/healthz"),
        server.get("/openapi.json"),
        server.get("/nothing"),
        server.get("/api/compile"),
        server.get(link.json["path"]),
        server.get("/s/nothing"),
        server.get("/s/nothing", Accept="text/html"),
        server.compile("print(1)\n"),
        server.compile("print("),
        server.post("/api/compile", b"{"),
        server.post("/api/compile", b" " * (10 << 20)),
        server.post("/api/compile", {}),
        answer(server.send(b"nothing\r\n\r\n")),
    ]
    for reply in replies:
        check_headers(reply)
    assert len({reply.headers["X-Request-ID"] for reply in replies}) == len(replies)
    assert {reply.status for reply in replies} >= {200, 201, 302, 400, 404, 405, 413, 422}


def test_each_request_has_a_line_in_the_log(server: Server) -> None:
    reply = server.post("/api/compile?x=1", {"source": 5}, **{"X-Request-ID": "mine\n"[:4]})
    [line] = server.log_of(reply)
    assert (line["event"], line["method"], line["path"], line["status"]) == ("request", "POST", "/api/compile", 422)
    assert line["client"] == "127.0.0.1" and line["seconds"] >= 0 and line["timestamp"].endswith("Z")


def test_logs_can_be_text(start_server: Start) -> None:
    server = start_server(workers=1, log_format="text")
    reply = server.get("/a%0Ab")
    server.wait_until(lambda _: reply.headers["X-Request-ID"] in server.log_file.read_text())
    assert "/a%0Ab" in server.log_file.read_text()


# -- OpenAPI -------------------------------------------------------------------------------------------------------


def like(example: Any, real: Any) -> bool:
    """Whether an example tells the truth: see `examples`."""
    if isinstance(example, dict):
        same = isinstance(real, dict) and list(example) == list(real)
        return same and all(like(value, real[key]) for key, value in example.items())
    if isinstance(example, list):
        return isinstance(real, list) and len(example) == len(real) and all(map(like, example, real))
    if isinstance(example, float):
        return isinstance(real, float)
    if isinstance(example, str) and example.endswith("…"):
        return isinstance(real, str) and real.startswith(example[:-1])
    return bool(example == real)


def shown(operation: dict[str, Any], status: str) -> Any:
    requests = operation["requestBody"]["content"]["application/json"]["examples"]
    return requests, operation["responses"][status]["content"]["application/json"]["examples"]


def test_the_document_is_valid_and_whole(server: Server) -> None:
    document = server.get("/openapi.json").json
    validate(document)
    assert set(document["paths"]) == {"/api/compile", "/api/views", "/api/links", "/s/{name}", "/healthz", "/readyz"}
    texts = json.dumps(document)
    places = document["components"]["schemas"]["SpanData"]["properties"]
    assert places["line"]["description"] == "Counts from 1."
    assert places["column"]["description"] == "Counts code points from 0."
    assert "HTTPValidationError" not in texts


@pytest.mark.parametrize(
    ("path", "status"), [("/api/compile", "200"), ("/api/views", "200"), ("/api/links", "201")]
)
def test_examples_are_answered_as_shown(start_server: Start, path: str, status: str) -> None:
    server = start_server(workers=1)
    requests, answers = shown(server.get("/openapi.json").json["paths"][path]["post"], status)
    assert requests.keys() == answers.keys() and requests
    for name, request in requests.items():
        reply = server.post(path, request["value"])
        assert reply.status == int(status)
        assert like(answers[name]["value"], reply.json), (name, reply.json)


def test_answers_have_the_fields_that_the_document_tells(server: Server) -> None:
    schemas = server.get("/openapi.json").json["components"]["schemas"]
    made = server.compile("x = 'a' + 1\n").json
    assert set(made) == set(schemas["CompileAnswer"]["required"])
    [found] = made["diagnostics"]
    assert set(found) == set(schemas["DiagnosticData"]["required"])
    assert set(found["span"]) == set(schemas["SpanData"]["required"])
    view = server.post("/api/views", examples.VIEW_REQUESTS["types"]["value"]).json
    assert set(view) == set(schemas["ViewAnswer"]["required"])
    assert set(server.health()) == set(schemas["Health"]["required"])


# -- the page ------------------------------------------------------------------------------------------------------


@pytest.fixture
def page(tmp_path: Path) -> Path:
    folder = tmp_path / "page"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>page</title>")
    (folder / "assets" / "index-BxYz1234.js").write_text("export {}")
    (folder / "assets" / "run-Ab12.wasm").write_bytes(b"\0asm")
    (folder / "icon.svg").write_text("<svg/>")
    (tmp_path / "secret").write_text("secret")
    (folder / "outside").symlink_to(tmp_path / "secret")
    return folder


def test_the_page_and_how_long_it_may_be_kept(start_server: Start, page: Path) -> None:
    server = start_server(workers=1, page=page)
    kept = {
        "/": ("text/html; charset=utf-8", "no-cache"),
        "/index.html": ("text/html; charset=utf-8", "no-cache"),
        "/icon.svg": ("image/svg+xml", "no-cache"),
        "/assets/index-BxYz1234.js": ("text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        "/assets/run-Ab12.wasm": ("application/wasm", "public, max-age=31536000, immutable"),
    }
    for path, (kind, control) in kept.items():
        reply = server.get(path)
        assert (reply.status, reply.headers["Content-Type"], reply.headers["Cache-Control"]) == (200, kind, control)
        check_headers(reply)
        again = server.get(path, **{"If-None-Match": reply.headers["ETag"]})
        assert (again.status, again.headers["Cache-Control"]) == (304, control)
        check_headers(again)


@pytest.mark.parametrize(
    ("path", "name", "kind"),
    [
        ("/assets/large-1234.js", "assets/large-1234.js", "text/javascript; charset=utf-8"),
        ("/", "index.html", "text/html; charset=utf-8"),
    ],
)
def test_large_files_are_sent_as_the_build_has_compressed_them(
    start_server: Start, page: Path, path: str, name: str, kind: str
) -> None:
    script = b"export const one = 1;" * 1000
    (page / name).write_bytes(script)
    (page / f"{name}.gz").write_bytes(gzip.compress(script))
    server = start_server(workers=1, page=page)
    plain, packed = server.get(path), server.get(path, **{"Accept-Encoding": "br, gzip"})
    assert (plain.body, plain.headers["Content-Encoding"]) == (script, None)
    assert (gzip.decompress(packed.body), packed.headers["Content-Encoding"]) == (script, "gzip")
    for reply in (plain, packed):
        assert (reply.status, reply.headers["Vary"]) == (200, "Accept-Encoding")
        assert reply.headers["Content-Type"] == kind
        check_headers(reply)
    kept = {"If-None-Match": packed.headers["ETag"], "Accept-Encoding": "gzip"}
    assert server.get(path, **kept).status == 304


@pytest.mark.parametrize("path", ["/outside", "/../secret", "/%2e%2e/secret", "/assets/..%2f..%2fsecret", "//secret"])
def test_nothing_beside_the_page_is_served(start_server: Start, page: Path, path: str) -> None:
    reply = start_server(workers=1, page=page).get(path)
    assert (reply.status, reply.code) == (404, "not-found")


def test_the_interface_stays_beside_the_page(start_server: Start, page: Path) -> None:
    server = start_server(workers=1, page=page)
    assert server.health()["status"] == "ok"
    assert server.compile("print(1)\n").status == 200
    assert server.post("/nothing", {}).status in (404, 405)


def test_without_a_page_it_says_how_to_build_it(start_server: Start, tmp_path: Path) -> None:
    reply = start_server(workers=1, page=tmp_path / "nowhere").get("/")
    assert reply.status == 503
    assert b"make page" in reply.body

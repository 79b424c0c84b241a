"""What whoever runs the server for others needs: health, metrics, logs that tell no addresses, prefixes, https."""

from __future__ import annotations

import gzip
import json
import os
import signal
from pathlib import Path

import pytest

from tests.server.conftest import Reply, Server, Start, answer, http_request
from weft_server.packing import Packed, pack

FORWARDED = {"X-Forwarded-For": "192.0.2.77", "X-Forwarded-Proto": "https"}


def metrics(server: Server) -> dict[str, float]:
    reply = server.get("/metrics")
    assert reply.headers["Content-Type"].startswith("text/plain; version=")
    lines = [line for line in reply.body.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


# -- health and metrics --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/openapi.json"])
def test_head_is_get_without_the_body(server: Server, path: str) -> None:
    head, get = server.request("HEAD", path), server.get(path)
    assert (head.status, head.body, head.headers["Content-Type"]) == (200, b"", get.headers["Content-Type"])
    assert head.headers["Content-Length"] == str(len(get.body))


def test_ready(server: Server) -> None:
    assert server.get("/readyz").json == {"ready": True}


def test_metrics_tell_what_was_done(start_server: Start) -> None:
    server = start_server(workers=1)
    assert server.compile("print(1)\n").status == 200
    assert server.compile("print(1)\n").json["cached"]
    assert server.compile("print(").status == 200
    link = server.post("/api/links", {"fragment": "code=x"})
    assert server.get(link.json["path"]).status == 302
    server.get("/nothing")
    told = metrics(server)
    assert told['weft_requests_total{route="/api/compile",status="200"}'] == 3
    assert told['weft_requests_total{route="/s/{name}",status="302"}'] == 1
    assert told['weft_requests_total{route="page",status="404"}'] == 1
    assert told['weft_compiles_total{outcome="answer"}'] == 2
    assert told['weft_cache_requests_total{result="hit"}'] == 1
    assert told["weft_cache_bytes"] > 0 and told["weft_connections"] == 1
    assert told["weft_queue_wait_seconds_count"] == 2 and told["weft_queue_waiting"] == 0
    assert 0 < told['weft_compile_seconds_total{stage="link"}'] < told["weft_worked_seconds_total"]
    assert told['weft_workers{state="idle"}'] >= 1
    assert told['weft_links_total{what="made"}'] == told['weft_links_total{what="opened"}'] == 1
    assert "created" not in "".join(told)


def test_metrics_are_for_some_only(start_server: Start) -> None:
    server = start_server(workers=1, trusted_proxies="127.0.0.1", metrics_to="10.0.0.0/8, 2001:db8::/32")
    for address, status in (("10.1.2.3", 200), ("2001:db8::1", 200), ("192.0.2.1", 404), ("", 404)):
        reply = server.get("/metrics", **({"X-Forwarded-For": address} if address else {}))
        assert reply.status == status
        assert status == 200 or reply.code == "not-found"


# -- logs ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "address", "told"),
    [
        ("network", "192.0.2.77", "192.0.2.0/24"),
        ("network", "2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("network", "::ffff:192.0.2.77", "192.0.2.0/24"),
        ("network", "nonsense", "nonsense"),
        ("full", "192.0.2.77", "192.0.2.77"),
        ("none", "192.0.2.77", None),
    ],
)
def test_how_much_of_addresses_is_logged(start_server: Start, how: str, address: str, told: str | None) -> None:
    server = start_server(workers=1, trusted_proxies="127.0.0.1", log_addresses=how)
    reply = server.post("/api/compile", {"source": 5}, **{"X-Forwarded-For": address})
    assert [line["client"] for line in server.log_of(reply)] == [told]
    assert told == address or address not in server.log_file.read_text()


def test_what_repeats_itself_is_left_out_of_the_log(start_server: Start) -> None:
    server = start_server(workers=1, log_lines_a_minute=20, trusted_proxies="127.0.0.1")
    for _ in range(100):
        server.get("/nothing", **FORWARDED)
    other = server.get("/other", **{"X-Forwarded-For": "198.51.100.1"})
    assert server.log_of(other)
    assert 20 <= len([line for line in server.log() if line.get("path") == "/nothing"]) <= 40  # a minute may begin
    assert metrics(server)["weft_log_lines_left_out_total"] >= 60


def test_one_client_does_not_silence_the_log_for_others(start_server: Start) -> None:
    server = start_server(workers=1, log_lines_a_minute=20, trusted_proxies="127.0.0.1")
    for _ in range(1100):
        server.send(b"nothing\r\n\r\n").close()
    other = server.get("/other", **{"X-Forwarded-For": "198.51.100.1"})
    assert server.log_of(other)
    before = server.workers()
    os.kill(before[0], signal.SIGKILL)
    server.wait_until(lambda _: before[0] not in server.workers())


def test_an_address_that_a_proxy_hands_on_is_cut(start_server: Start) -> None:
    server = start_server(workers=1, trusted_proxies="127.0.0.1")
    reply = server.get("/healthz", **{"X-Forwarded-For": "x" * 10_000})
    assert [len(line["client"]) for line in server.log_of(reply)] == [64]
    zoned = server.get("/healthz", **{"X-Forwarded-For": "fe80::1%" + "y" * 1000})
    assert "yyyy" not in json.dumps(server.log_of(zoned))


def test_a_long_path_is_cut_in_the_log(server: Server) -> None:
    reply = server.get("/" + "a" * 10_000)
    assert [len(line["path"]) for line in server.log_of(reply)] == [200]


def test_proxies_that_are_anybody_are_warned_of(start_server: Start) -> None:
    warnings = [line["event"] for line in start_server(trusted_proxies="*").log() if line["level"] == "warning"]
    assert any("TRUSTED_PROXIES is *" in each for each in warnings)
    assert not any("TRUSTED" in line["event"] for line in start_server(trusted_proxies="10.0.0.0/8, ::1").log())


# -- headers, prefixes, compression --------------------------------------------------------------------------------


def test_https_stays_https(start_server: Start) -> None:
    server = start_server(workers=1, trusted_proxies="127.0.0.1")
    assert server.get("/healthz", **FORWARDED).headers["Strict-Transport-Security"] == "max-age=31536000"
    assert server.get("/healthz").headers["Strict-Transport-Security"] is None
    assert server.get("/healthz").headers["Referrer-Policy"] == "no-referrer"
    without = start_server(workers=1, trusted_proxies="127.0.0.1", hsts_seconds=0)
    assert without.get("/healthz", **FORWARDED).headers["Strict-Transport-Security"] is None
    untrusting = start_server(workers=1)
    assert untrusting.get("/healthz", **FORWARDED).headers["Strict-Transport-Security"] is None


def test_a_prefix_of_all_paths(start_server: Start, tmp_path: Path) -> None:
    """Whether the proxy in front takes it off or not."""
    page = tmp_path / "page"
    page.mkdir()
    (page / "index.html").write_text("<title>page</title>")
    server = start_server(workers=1, root_path="/weft", page=page)
    for path in ("/weft/healthz", "/healthz"):
        assert server.get(path).json["status"] == "ok"
    for path in ("/weft/", "/", "/weft/index.html"):
        assert server.get(path).body == b"<title>page</title>"
    bare = server.get("/weft")
    assert bare.status == 307 and bare.headers["Location"].endswith("/weft/")
    made = server.post("/weft/api/links", {"fragment": "code=x"}).json
    assert made["path"] == f"/weft/s/{made['id']}"
    assert server.get(made["path"]).headers["Location"] == "/weft/#code=x"
    assert b'href="/weft/"' in server.get("/weft/s/nothing", Accept="text/html").body
    assert server.get("/weftless/healthz").status == 404


@pytest.mark.parametrize("size", [0, 10, 70_000, 200_000])
def test_an_answer_is_packed_once_and_ends_differently(size: int) -> None:
    text = ("abc{}'é" * size)[:size].encode()
    packed = Packed.from_bytes(pack(text).to_bytes())
    for end in (b"}", b', "cached": true}'):
        for made, read in ((packed.gzip(end), gzip.decompress), (packed.plain(end), bytes)):
            length, pieces = made
            data = b"".join(pieces)
            assert (length, read(data)) == (len(data), text + end)


def test_answers_are_compressed_for_whom_takes_that(server: Server) -> None:
    source = "".join(f"def f{i}(a):\n    return [a, {i}, str(a)]\nprint(f{i}({i}))\n" for i in range(40))
    for path, content in (("/api/compile", {"source": source}), ("/api/views", {"source": source, "view": "wat"})):
        plain, packed = server.post(path, content), server.post(path, content, **{"Accept-Encoding": "br, gzip"})
        for reply in (plain, packed):
            assert (reply.status, reply.headers["Vary"]) == (200, "Accept-Encoding")
            assert reply.headers["Content-Type"] == "application/json"
        assert (plain.headers["Content-Encoding"], packed.headers["Content-Encoding"]) == (None, "gzip")
        assert len(plain.body) > 2 * len(packed.body) and len(plain.body) > 1 << 16
        unpacked = json.loads(gzip.decompress(packed.body))
        assert unpacked == {**plain.json, **({"cached": True} if "cached" in unpacked else {})}


def test_wrong_methods_are_told_where_there_is_a_page(start_server: Start, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("page")
    server = start_server(workers=1, page=tmp_path)
    cases = {"/api/compile": ("GET", "POST"), "/healthz": ("POST", "GET"), "/s/x": ("PUT", "GET")}
    for path, (method, allowed) in cases.items():
        reply = server.request(method, path)
        assert (reply.status, reply.code, reply.headers["Allow"]) == (405, "method-not-allowed", allowed)
    reply: Reply = server.request("DELETE", "/index.html")
    assert (reply.status, reply.code) == (405, "method-not-allowed")
    assert server.get("/nothing").code == "not-found"
    assert answer(server.send(http_request({"source": "print(1)\n"}))).status == 200

"""Short links: the same text, the same link, whoever asks, however many at once, until there is no room."""

from __future__ import annotations

import resource
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.server.conftest import Server, Start


def make(server: Server, fragment: str) -> str:
    reply = server.post("/api/links", {"fragment": fragment})
    assert reply.status == 201, reply.body
    assert reply.json["path"] == f"/s/{reply.json['id']}"
    path: str = reply.json["path"]
    return path


def follow(server: Server, path: str) -> str:
    reply = server.get(path)
    assert reply.status == 302, reply.body
    location = reply.headers["Location"]
    assert location.startswith("/#")
    return location[2:]


def test_a_link_leads_back(server: Server) -> None:
    for fragment in ("", "code=abc", "A-Za-z0-9-._~!$&'()*+,;=:@/?%20", "x" * 60_000):
        assert follow(server, make(server, fragment)) == fragment
    make(server, "x" * (64 << 10))  # this client can't read a header of that length


def test_the_same_text_has_the_same_link(server: Server) -> None:
    assert make(server, "same") == make(server, "same") != make(server, "other")


@pytest.mark.parametrize(
    "fragment", ["x" * ((64 << 10) + 1), "a b", "a#b", "a\r\nSet-Cookie: b", "\0", "é", "\ud800", "a\n", 5, None]
)
def test_what_is_no_fragment_is_refused(server: Server, fragment: object) -> None:
    reply = server.post("/api/links", {"fragment": fragment})
    assert (reply.status, reply.code) == (422, "invalid-request")


@pytest.mark.parametrize("name", ["nothing", "..%2f..%2fetc", "%00", "a" * 5000, "'; DROP TABLE links; --"])
def test_an_unknown_link_is_told(server: Server, name: str) -> None:
    make(server, "so-that-there-is-a-file")
    path = "/s/" + name.replace(" ", "%20")
    reply = server.get(path)
    assert (reply.status, reply.code in ("no-such-link", "not-found")) == (404, True)
    page = server.get(path, Accept="text/html,*/*")
    assert page.status == 404
    assert b"There is no such link" in page.body or page.code == "not-found"
    assert follow(server, make(server, "so-that-there-is-a-file"))


def test_there_are_no_links_before_the_first(start_server: Start) -> None:
    server = start_server(workers=1)
    assert server.get("/s/abc").code == "no-such-link"
    assert not list(server.log_file.parent.rglob("*.sqlite"))


def test_many_writers_of_two_servers(start_server: Start, tmp_path: Path) -> None:
    file = tmp_path / "deep" / "links.sqlite"
    servers = [start_server(workers=1, links_file=file) for _ in range(2)]
    texts = [f"text-{number % 40}" for number in range(160)]
    with ThreadPoolExecutor(16) as pool:
        paths = list(pool.map(lambda pair: make(servers[pair[0] % 2], pair[1]), enumerate(texts)))
    assert len(set(paths)) == 40
    for number, (text, path) in enumerate(zip(texts, paths, strict=True)):
        assert follow(servers[number % 2], path) == text


def test_links_survive_the_server(start_server: Start, tmp_path: Path) -> None:
    file = tmp_path / "links.sqlite"
    first = start_server(workers=1, links_file=file)
    path = make(first, "kept")
    first.stop()
    assert follow(start_server(workers=1, links_file=file), path) == "kept"


def test_no_room_for_more(start_server: Start) -> None:
    server = start_server(workers=1, links_bytes=200_000)
    first = make(server, "first")
    replies = [server.post("/api/links", {"fragment": f"{number}-" + "x" * 30_000}) for number in range(10)]
    assert {reply.status for reply in replies} == {201, 507}
    assert replies[-1].code == "links-full"
    assert follow(server, first) == "first" == follow(server, make(server, "first"))
    assert server.compile("print(1)\n").status == 200


def test_a_disk_that_takes_no_more(start_server: Start) -> None:
    def limit_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    server = start_server(workers=1, log_level="error", options={"preexec_fn": limit_files})
    first = make(server, "first")
    reply = server.post("/api/links", {"fragment": "x" * 60_000 + "1"})
    statuses = {201: "", 503: "links-failed", 507: "links-full"}
    replies = [reply] + [server.post("/api/links", {"fragment": "x" * 60_000 + str(number)}) for number in range(5)]
    assert any(reply.status != 201 for reply in replies)
    for reply in replies:
        assert reply.status == 201 or reply.code == statuses[reply.status]
    assert follow(server, first) == "first"
    assert server.compile("print(1)\n").status == 200


def test_a_place_that_cannot_be_written(start_server: Start, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    server = start_server(workers=1, links_file=tmp_path / "file" / "links.sqlite")
    reply = server.post("/api/links", {"fragment": "x"})
    assert (reply.status, reply.code) == (503, "links-failed")
    assert reply.headers["Retry-After"]


def test_a_file_that_is_no_database(start_server: Start, tmp_path: Path) -> None:
    (tmp_path / "links.sqlite").write_bytes(b"text " * 4000)
    server = start_server(workers=1, links_file=tmp_path / "links.sqlite")
    assert server.post("/api/links", {"fragment": "x"}).code == "links-failed"
    assert server.get("/s/abcdefghij").code == "links-failed"

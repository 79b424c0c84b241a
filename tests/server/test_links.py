"""Short links: the same text, the same link, whoever asks, however many at once, until there is no room."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.server.conftest import Reply, Server, Start
from tests.server.link_files import deflated, disk, fill, heed_modes, make_read_only, old_file, pack
from weft_server.links import Links


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
    for fragment in ("", "code=abc", "A-Za-z0-9-._~!$&'()*+,;=:@/?%20", pack("print(1)\n"), "x" * (16 << 10)):
        assert follow(server, make(server, fragment)) == fragment


def test_how_long_a_link_may_be_is_a_setting(start_server: Start) -> None:
    server = start_server(workers=1, link_bytes=64 << 10)
    assert follow(server, make(server, "x" * 60_000)) == "x" * 60_000
    make(server, "x" * (64 << 10))  # this client can't read a header of that length
    assert server.post("/api/links", {"fragment": "x" * ((64 << 10) + 1)}).code == "link-too-large"


def test_the_same_text_has_the_same_link(server: Server) -> None:
    assert make(server, "same") == make(server, "same") != make(server, "other")


@pytest.mark.parametrize("fragment", ["a b", "a#b", "a\r\nSet-Cookie: b", "\0", "é", "\ud800", "a\n", 5, None])
def test_what_is_no_fragment_is_refused(server: Server, fragment: object) -> None:
    reply = server.post("/api/links", {"fragment": fragment})
    assert (reply.status, reply.code) == (422, "invalid-request")


def test_a_link_that_is_too_long(server: Server) -> None:
    reply = server.post("/api/links", {"fragment": "x" * ((16 << 10) + 1)})
    assert (reply.status, reply.code) == (413, "link-too-large")
    assert "16385 bytes, and this server keeps 16384" in reply.json["error"]["message"]


@pytest.mark.parametrize(
    ("fragment", "status", "told"),
    [
        (pack("#" * (128 << 10)), 201, ""),
        (pack("#" * ((128 << 10) + 1)), 413, "its program is larger than 131072 bytes"),
        ("1." + deflated(bytes(10 << 20)), 413, "its program and input take more than 790528 bytes"),
        ("1.no-program", 422, "it is damaged"),
    ],
    ids=["largest", "too large", "bomb", "damaged"],
)
def test_what_the_page_could_not_open_is_refused(server: Server, fragment: str, status: int, told: str) -> None:
    reply = server.post("/api/links", {"fragment": fragment})
    assert reply.status == status
    if status != 201:
        assert reply.code == ("link-too-large" if status == 413 else "invalid-request")
        assert f"the link can't be kept: {told}" in reply.json["error"]["message"]


def test_an_address_has_a_share_of_the_room(start_server: Start) -> None:
    server = start_server(workers=1, links_share=10_000, trusted_proxies="127.0.0.1")

    def post(fragment: str, address: str) -> Reply:
        return server.post("/api/links", {"fragment": fragment}, **{"X-Forwarded-For": address})

    first = "1" + "x" * 6_000
    assert post(first, "10.0.0.1").status == 201
    refused = post("2" + "x" * 6_000, "10.0.0.1")
    assert (refused.status, refused.code) == (429, "links-share")
    assert 86_000 < int(refused.headers["Retry-After"]) <= 86_400
    assert post("3" + "x" * 3_000, "10.0.0.1").status == 201, "what was refused counts nothing"
    assert post(first, "10.0.0.1").status == 201, "what is there costs nothing"
    assert post("2" + "x" * 6_000, "10.0.0.2").status == 201
    assert post("4" + "x" * 6_000, "2001:db8::1").status == 201
    assert post("5" + "x" * 6_000, "2001:db8::2").status == 429
    assert not any("10.0.0" in line.get("why", "") for line in server.log())
    assert b"10.0.0" not in b"".join(path.read_bytes() for path in server.log_file.parent.rglob("links.sqlite*"))


def test_a_link_that_could_not_be_stored_costs_no_share(start_server: Start, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    server = start_server(workers=1, links_share=1000, links_file=tmp_path / "file" / "links.sqlite")
    assert {server.post("/api/links", {"fragment": "x" * 900}).code for _ in range(3)} == {"links-failed"}


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
    replies = [server.post("/api/links", {"fragment": f"{number}-" + "x" * 15_000}) for number in range(20)]
    assert {reply.status for reply in replies} == {201, 507}
    assert replies[-1].code == "links-full"
    assert follow(server, first) == "first" == follow(server, make(server, "first"))
    assert server.compile("print(1)\n").status == 200


def test_a_disk_that_takes_no_more(start_server: Start) -> None:
    def limit_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    server = start_server(workers=1, log_level="error", options={"preexec_fn": limit_files})
    first = make(server, "first")
    statuses = {201: "", 503: "links-failed", 507: "links-full"}
    replies = [server.post("/api/links", {"fragment": "x" * 15_000 + str(number)}) for number in range(12)]
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


# -- time --------------------------------------------------------------------------------------------------------------


def test_what_has_expired_goes_and_what_was_opened_is_noted(start_server: Start, tmp_path: Path) -> None:
    file = tmp_path / "links.sqlite"
    long_ago = Links(file, 1 << 20, 0, lambda: datetime.now(UTC) - timedelta(days=100))
    expired, opened = long_ago.keep("expired"), long_ago.keep("opened")
    long_ago.note_opened([opened])
    server = start_server(workers=1, links_file=file)
    server.wait_until(lambda _: any(line["event"] == "links pruned" for line in server.log()))
    assert server.get(f"/s/{expired}").code == "no-such-link"
    assert follow(server, f"/s/{opened}") == "opened"
    made = make(server, "made")
    assert follow(server, made) == "made"
    server.stop()
    links = Links(file, 1 << 20, 0)
    assert {link.fragment: link.opened for link in links.all()} == {"opened": links.today, "made": links.today}


# -- disks and files that take nothing ---------------------------------------------------------------------------------


@contextmanager
def read_only_disk(folder: Path, file: Path) -> Iterator[None]:
    make_read_only(folder)
    yield


@contextmanager
def read_only_folder(folder: Path, file: Path) -> Iterator[None]:
    file.chmod(0o444)
    folder.chmod(0o555)
    yield
    folder.chmod(0o755)


@contextmanager
def read_only_file(folder: Path, file: Path) -> Iterator[None]:
    file.chmod(0o444)
    yield


@contextmanager
def full_disk(folder: Path, file: Path) -> Iterator[None]:
    fill(folder)
    yield


@pytest.mark.parametrize("old", [False, True], ids=["", "of the first version"])
@pytest.mark.parametrize(
    ("spoil", "status"), [(read_only_disk, 503), (read_only_folder, 503), (read_only_file, 503), (full_disk, 507)]
)
def test_links_that_are_there_are_followed(
    start_server: Start,
    tmp_path: Path,
    spoil: Callable[[Path, Path], Iterator[None]],
    status: int,
    old: bool,
) -> None:
    folder = tmp_path / "links"
    file = folder / "links.sqlite"
    with ExitStack() as stack:
        if spoil in (read_only_disk, full_disk):
            stack.enter_context(disk(folder, kib=1024))
        else:
            folder.mkdir()
        if old:
            old_file(file, {"abcdefghij": "text"})
        name = "abcdefghij" if old else Links(file, 1 << 20, 90).keep("text")
        stack.enter_context(spoil(folder, file))
        server = start_server(workers=1, links_file=file, options={"preexec_fn": heed_modes})
        for _ in range(2):
            assert follow(server, f"/s/{name}") == "text"
            assert server.get("/s/0123456789").code == "no-such-link"
            reply = server.post("/api/links", {"fragment": "new"})
            assert (reply.status, reply.code) == (status, "links-failed" if status == 503 else "links-full")
        if not old:
            assert make(server, "text") == f"/s/{name}"
        assert server.compile("print(1)\n").status == 200
        assert server.stop() == 0
        assert not any(line["event"] == "request failed" for line in server.log())


def test_a_file_that_is_replaced(start_server: Start, tmp_path: Path) -> None:
    file, other = tmp_path / "links.sqlite", tmp_path / "other.sqlite"
    name = Links(other, 1 << 20, 90).keep("other")
    server = start_server(workers=1, links_file=file)
    first = make(server, "first")
    os.replace(other, file)
    assert server.get(first).code == "no-such-link"
    assert follow(server, f"/s/{name}") == "other"
    assert follow(server, make(server, "new")) == "new"
    file.unlink()
    assert server.get(f"/s/{name}").code == "no-such-link"
    assert follow(server, make(server, "new")) == "new"

"""What reaches outside: print, input, arguments, files, clocks."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from checks.samples import rng
from kernels import check, decode, outcome, run


def check_print() -> None:
    pieces = [
        rng.choice(["x\n", "é\n", "日本\n", "😀", "", "a" * 5000, "é" * 30000, "日" * 70000, "b" * 200000])
        for _ in range(200)
    ]
    _, process = run([("print", p, 1, int(rng.random() < 0.1)) for p in pieces])
    assert process.stdout == "".join(pieces).encode()
    _, process = run([("print", p, 2, 0) for p in pieces])
    assert process.stderr == "".join(pieces).encode()
    lines, process = run([("print", "a\ud800b", 1, 0), ("print", "\ud800\ud801", 2, 0), ("print", "ok", 1, 0)])
    assert decode(lines[0]) == ("UnicodeEncodeError", str(outcome("a\ud800b".encode))) and decode(lines[1]) == (
        "UnicodeEncodeError",
        str(outcome("\ud800\ud801".encode)),
    )
    assert process.stdout == b"ok"


def check_output_errors() -> None:
    with open("/dev/full", "wb") as full:
        lines, process = run([("print", "x", 1, 1), ("print", "y", 1, 0)], stdout=full)
    assert decode(lines[0]) == ("OSError", "[Errno 28] No space left on device")
    assert process.returncode == 120 and b"OSError: [Errno 28] No space left on device" in process.stderr
    with open("/dev/full", "wb") as full:
        lines, _ = run([("print", "a" * 100000, 1, 0)], stdout=full)
    assert decode(lines[0]) == ("OSError", "[Errno 28] No space left on device")
    reader, writer = os.pipe()
    os.close(reader)
    lines, _ = run(
        [("print", "x", 1, 1)],
        stdout=writer,
        preexec_fn=lambda: __import__("signal").signal(13, __import__("signal").SIG_IGN),
    )
    os.close(writer)
    assert decode(lines[0]) == ("BrokenPipeError", "[Errno 32] Broken pipe")


def check_input() -> None:
    lines, process = run(
        [("input", "name? "), ("input", None), ("input", None), ("input", None), ("input", None)],
        stdin="Zoë\r\n\nlast".encode(),
    )
    assert [decode(line) for line in lines] == [
        "Zoë",
        "",
        "last",
        ("EOFError", "EOF when reading a line"),
        ("EOFError", "EOF when reading a line"),
    ]
    assert process.stdout == b"name? "
    lines, _ = run([("input", None)], stdin=b"ab\xff\n")
    assert decode(lines[0]) == (
        "UnicodeDecodeError",
        "'utf-8' codec can't decode byte 0xff in position 2: invalid start byte",
    )
    many = "".join(f"line {i} é\n" for i in range(20000))
    lines, _ = run([("input", None)] * 20000, stdin=many.encode())
    assert [decode(line) for line in lines] == many.splitlines()


def check_argv() -> None:
    lines, _ = run([("argv",)], arguments=["prog", "a b", "é日", ""])
    assert decode(lines[0]) == ["prog", "a b", "é日", ""]


def check_what_files_tell() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "日本.txt")
        lines, _ = run([("std", 0, 0), ("about", 0), ("std", 1, 2), ("about", 1), ("open", 2, path, "w"), ("about", 2),
                        ("close", 2), ("about", 2)])  # fmt: skip
        got = [decode(line) for line in lines]
        assert got[1] == "<stdin>\0r\0utf-8" and got[3] == "<stderr>\0w\0utf-8", got
        assert got[5] == got[7] == path, got


def check_files() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "é.txt")
        content = "one\ntwo é\n日本😀\n" * 5000
        calls = [
            ("open", 0, path, "w"),
            ("write", 0, content),
            ("write", 0, ""),
            ("flush", 0),
            ("close", 0),
            ("close", 0),
            ("closed", 0),
            ("open", 1, path, "r"),
            ("read", 1, 7),
            ("readline", 1),
            ("read", 1, -1),
            ("read", 1, -1),
            ("readline", 1),
            ("closed", 1),
            ("open", 2, path, "a"),
            ("write", 2, "end"),
            ("close", 2),
            ("write", 2, "x"),
            ("write", 1, "x"),
            ("open", 3, path, "x"),
            ("open", 3, folder, "r"),
            ("open", 3, path + "/x", "r"),
            ("open", 3, os.path.join(folder, "none"), "r"),
            ("open", 3, path, "w"),
            ("read", 3, 1),
        ]
        lines, _ = run(calls[:-2])
        got = [decode(line) for line in lines]
        assert (
            got[1] == len(content)
            and got[6] == 1
            and got[8] == content[:7]
            and got[9] == content[7:].split("\n")[0] + "\n"
        )
        assert (
            got[10] == content[7:].split("\n", 1)[1]
            and got[11] == ""
            and got[12] == ""
            and got[13] == 0
            and got[15] == 3
        )
        assert got[17] == ("ValueError", "I/O operation on closed file.") and got[18] == ("io_UnsupportedOperation", "not writable")
        for answer, arguments in zip(
            got[19:], [(path, "x"), (folder, "r"), (path + "/x", "r"), (os.path.join(folder, "none"), "r")]
        ):
            error = outcome(open, *arguments)
            assert answer == (type(error).__name__, str(error)), (answer, error)
        assert Path(path).read_text(encoding="utf-8") == content + "end"
        lines, _ = run(calls[-2:])
        assert decode(lines[1]) == ("io_UnsupportedOperation", "not readable")
        modes = ["rw", "", "q", "r+r", "r++", "tt", "t", "U"]
        check(
            [(("open", 0, path, mode), outcome(open, path, mode)) for mode in modes]
            + [(("open", 0, "a\0", "r"), ValueError("embedded null byte"))]
        )
        data = b"a\r\nb\rc\n\r\r\nd\xc3\xa9\r"
        with open(path, "wb") as file:
            file.write(data * 9000)
        with open(path, encoding="utf-8") as file:
            wanted = file.read()
        lines, _ = run(
            [("open", 0, path, "r"), ("read", 0, -1), ("open", 1, path, "r")]
            + [("readline", 1)] * 3000
            + [("open", 2, path, "r")]
            + [("read", 2, 5)] * 3000
        )
        got = [decode(line) for line in lines]
        assert (
            got[1] == wanted and got[3:3003] == wanted.splitlines(True)[:3000] and "".join(got[3004:]) == wanted[:15000]
        )
        for bad in (
            b"ab\xff",
            b"ab\xe2\x82",
            b"\xe2\x82z",
            b"\xe2z",
            b"\xed\xa0\x80",
            b"\xf0\x9f\x98",
            b"\xc0\x80",
            b"\xf4\x90\x80\x80",
            b"x\x80",
        ):
            with open(path, "wb") as file:
                file.write(bad)
            check([(("open", 0, path, "r"), None), (("read", 0, -1), ("UnicodeDecodeError", str(outcome(bad.decode))))])
        lines, _ = run(
            [
                ("open", 0, path, "w+"),
                ("write", 0, "abc"),
                ("read", 0, -1),
                ("close", 0),
                ("open", 0, path, "r+"),
                ("read", 0, 1),
                ("write", 0, "Z"),
                ("close", 0),
            ]
        )
        assert decode(lines[2]) == "" and Path(path).read_text() == "abcZ"


def check_standard_files() -> None:
    _, process = run(
        [
            ("std", 0, 1),
            ("std", 1, 2),
            ("write", 0, "out é\n"),
            ("write", 1, "err\n"),
            ("print", "p\n", 1, 0),
            ("flush", 0),
        ]
    )
    assert process.stdout == "out é\np\n".encode() and process.stderr == b"err\n"
    lines, _ = run([("std", 0, 0), ("readline", 0), ("read", 0, -1)], stdin=b"a\nb\nc")
    assert [decode(line) for line in lines[1:]] == ["a\n", "b\nc"]


def check_clocks() -> None:
    lines, _ = run([("clocks",)])
    assert lines == ["i1"]

"""Builds the native driver of the kernels and talks to it."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
RUNTIME = HERE.parents[1] / "runtime-c"
FLAGS = [
    "-std=gnu11",
    "-O1",
    "-g",
    "-fno-strict-aliasing",
    "-fsanitize=address,undefined",
    "-fno-sanitize-recover=undefined",
    "-no-pie",
    "-w",
]


@functools.cache
def driver() -> Path:
    """The built driver; WEFT_KERNELS names one that is built already."""
    if built := os.environ.get("WEFT_KERNELS"):
        return Path(built)
    folder = Path(tempfile.mkdtemp(prefix="weft-kernels-"))
    atexit.register(shutil.rmtree, folder)
    objects = []
    jobs = []
    for source in [HERE / "kernels.c", *sorted(RUNTIME.glob("*.c"))]:
        objects.append(folder / f"{source.stem}.o")
        jobs.append(subprocess.Popen(["gcc", *FLAGS, "-c", str(source), "-o", str(objects[-1])]))
        if len(jobs) % 4 == 0:
            for job in jobs[-4:]:
                job.wait()
    assert all(job.wait() == 0 for job in jobs)
    out = folder / "kernels"
    subprocess.run(["gcc", *FLAGS, *map(str, objects), "-o", str(out), "-lm", "-lpthread"], check=True)
    return out


def encode(value: object) -> str:
    """A value as the driver reads it."""
    if value is None:
        return "n"
    if isinstance(value, int):
        return f"i{int(value)}"
    if isinstance(value, float):
        return f"f{struct.unpack('<Q', struct.pack('<d', value))[0]:016x}"
    if isinstance(value, str):
        top = max(map(ord, value), default=0)
        if top < 0x100:
            return "s1" + value.encode("latin-1").hex()
        if top < 0x10000:
            return "s2" + value.encode("utf-16-le", "surrogatepass").hex()
        return "s4" + value.encode("utf-32-le", "surrogatepass").hex()
    assert isinstance(value, list)
    kind = "I"
    if value:
        kind = {bool: "B", int: "I", float: "F", str: "S"}[type(value[0])]
    return ",".join(["L" + kind, *map(encode, value)])


def decode(text: str) -> object:
    """What the driver wrote; errors as (class, text)."""
    if not text or text == "n":
        return None
    match text[0]:
        case "i":
            return int(text[1:])
        case "f":
            return struct.unpack("<d", struct.pack("<Q", int(text[1:], 16)))[0]
        case "s":
            data = bytes.fromhex(text[2:])
            codec = {"1": "latin-1", "2": "utf-16-le", "4": "utf-32-le"}[text[1]]
            value = (
                data.decode(codec, "surrogatepass")
                if codec != "utf-16-le"
                else "".join(chr(int.from_bytes(data[i : i + 2], "little")) for i in range(0, len(data), 2))
            )
            top = max(map(ord, value), default=0)
            assert text[1] == ("1" if top < 0x100 else "2" if top < 0x10000 else "4"), "not the narrowest width"
            return value
        case "L":
            return [decode(part) for part in text.split(",")[1:]]
        case "E":
            name, _, message = text[1:].partition(" ")
            return name, decode(message)
    raise AssertionError(text)


def run(
    calls: list[tuple], *, stdin: bytes = b"", arguments: list[str] | None = None, **options: object
) -> tuple[list[str], subprocess.CompletedProcess]:
    """The driver's lines for calls (name, *values), and the finished process."""
    with tempfile.TemporaryDirectory() as folder:
        script, results = Path(folder) / "calls", Path(folder) / "results"
        script.write_text("".join(" ".join([name, *map(encode, values)]) + "\n" for name, *values in calls))
        options.setdefault("stdout", subprocess.PIPE)
        process = subprocess.run(
            [str(driver()), str(script), str(results), *(arguments or [])],
            input=stdin,
            stderr=subprocess.PIPE,
            env={"ASAN_OPTIONS": "detect_leaks=0", "PATH": "/usr/bin:/bin"},
            check=False,
            **options,
        )
        assert process.returncode in (0, 120), process.stderr.decode()[-3000:]
        return results.read_text().split("\n")[:-1], process


def check(cases: list[tuple[tuple, object]]) -> None:
    """Each case is a call and what is expected of it: a value, or an exception instance."""
    lines, _ = run([call for call, _ in cases])
    assert len(lines) == len(cases)
    for (call, expected), line in zip(cases, lines):
        got = decode(line)
        if isinstance(expected, BaseException):
            expected = (type(expected).__name__, str(expected))
        same = (
            got == expected
            or (isinstance(got, float) and isinstance(expected, float) and encode(got) == encode(expected))
            or (isinstance(got, float) and got != got and isinstance(expected, float) and expected != expected)
        )
        if same and isinstance(got, float) and got == 0 and isinstance(expected, float):
            same = encode(got) == encode(expected)
        assert same, (call, got, expected)


def outcome(function, *arguments):
    """What Python does: the value or the exception."""
    try:
        return function(*arguments)
    except Exception as error:  # whatever it is, it is compared
        return error

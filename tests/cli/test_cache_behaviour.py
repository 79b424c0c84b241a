"""The cache as the command uses it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.conftest import Weft

CACHED = "(cached)"


def detail(weft: Weft, *arguments: str) -> str:
    """What --time says of compiling."""
    done = weft("run", "--time", *arguments)
    assert done.returncode == 0, done.stderr
    found = re.search(r"\(.*\)", done.stderr.splitlines()[0])
    assert found is not None
    return found[0]


def test_second_run_is_cached(weft: Weft) -> None:
    weft.write("p.py", "print(1)\n")
    assert detail(weft, "p.py") != CACHED
    assert detail(weft, "p.py") == CACHED
    assert detail(weft, "p.py", "--workers", "1", "argument") == CACHED
    assert detail(weft, "p.py", "--target", "portable") != CACHED
    assert detail(weft, "p.py", "--seed", "4") == CACHED
    weft.write("p.py", "print(2)\n")
    assert detail(weft, "p.py") != CACHED


def test_a_hit_imports_no_compiler(weft: Weft) -> None:
    weft.write("p.py", "import helper\nprint(helper.x)\n")
    weft.write("helper.py", "x = 1\n")
    weft("run", "p.py")
    done = weft("run", "p.py", python=["-X", "importtime"])
    assert done.stdout == "1\n"
    imported = set(re.findall(r"\| +(weftc?[\w.]*)$", done.stderr, re.MULTILINE))
    assert "weftc.host.wasmtime_host" in imported
    allowed = re.compile(r"weftc(\.cli(\.arguments|\.engine|\.program|\.run)?|\.host(\.\w+)?)?")
    assert {name for name in imported if not allowed.fullmatch(name)} == set()


@pytest.mark.parametrize("position", [0, 20, 60, 200, -1])
def test_damaged_entry(weft: Weft, position: int) -> None:
    weft.write("p.py", "print(1)\n")
    detail(weft, "p.py")
    [entry] = weft.entries()
    data = bytearray(entry.read_bytes())
    data[position] ^= 0x40
    entry.write_bytes(data)
    assert detail(weft, "p.py") != CACHED
    assert detail(weft, "p.py") == CACHED


def test_entry_cut_short(weft: Weft) -> None:
    weft.write("p.py", "print(1)\n")
    detail(weft, "p.py")
    [entry] = weft.entries()
    entry.write_bytes(entry.read_bytes()[:1000])
    assert detail(weft, "p.py") != CACHED
    assert detail(weft, "p.py") == CACHED


def test_artefact_of_another_engine(weft: Weft, monkeypatch: pytest.MonkeyPatch) -> None:
    from weftc.host import cache

    weft.write("p.py", "import helper\nprint(helper.x)\n")
    weft.write("helper.py", "x = 1\n")
    detail(weft, "p.py")
    [entry] = weft.entries()
    unpacked = cache._unpack(entry.read_bytes())
    assert unpacked is not None
    monkeypatch.setenv("WEFT_CACHE", weft.env["WEFT_CACHE"])
    monkeypatch.setattr(cache, "_name", lambda key: entry.name)
    assert cache.store(cache.Key("p.py", b"", "threads"), unpacked[1][:100]) is None
    assert detail(weft, "p.py") != CACHED
    assert detail(weft, "p.py") == CACHED
    weft.write("helper.py", "x = 2\n")
    assert weft("run", "p.py").stdout == "2\n"


def test_cache_that_cannot_be_written(weft: Weft, tmp_path: Path) -> None:
    weft.write("p.py", "print(1)\n")
    (tmp_path / "file").write_text("")
    for place in (str(tmp_path / "file"), str(tmp_path / "file" / "below"), "/proc/weft"):
        for _ in range(2):
            done = weft("run", "p.py", env={"WEFT_CACHE": place})
            assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", "")


def test_runs_at_once(weft: Weft) -> None:
    weft.write("p.py", "print(1)\n")
    runs = [weft.start("run", "p.py") for _ in range(6)]
    assert [(*run.communicate(timeout=60), run.returncode) for run in runs] == [("1\n", "", 0)] * 6
    assert len(list(Path(weft.env["WEFT_CACHE"]).iterdir())) == 1
    assert detail(weft, "p.py") == CACHED


def test_changed_module(weft: Weft) -> None:
    weft.write("p.py", "import helper\nprint(helper.x)\n")
    weft.write("helper.py", "x = 1\n")
    assert weft("run", "p.py").stdout == "1\n"
    assert detail(weft, "p.py") == CACHED
    weft.write("helper.py", "x = 2\n")
    assert weft("run", "p.py").stdout == "2\n"
    weft.write("helper.py", "x = = 2\n")
    assert weft("run", "p.py").returncode == 1
    weft.write("helper.py", "x = 2\n")
    assert weft("run", "p.py").stdout == "2\n"


def test_a_module_that_comes_before(weft: Weft) -> None:
    weft.write("p.py", "import helper\nprint(helper.x)\n")
    weft.write("helper.py", "x = 1\n")
    assert weft("run", "p.py").stdout == "1\n"
    weft.write("helper/__init__.py", "x = 'package'\n")
    assert weft("run", "p.py").stdout == "package\n"


def test_a_package_without_init(weft: Weft) -> None:
    weft.write("p.py", "from parts import one\nprint(one.x)\n")
    weft.write("parts/one.py", "x = 1\n")
    assert weft("run", "p.py").stdout == "1\n"
    assert detail(weft, "p.py") == CACHED
    weft.write("parts/one.py", "x = 3\n")
    assert weft("run", "p.py").stdout == "3\n"


def test_mistakes_are_told_each_time(weft: Weft) -> None:
    weft.write("p.py", "print(x)\n")
    first, second = weft("run", "p.py"), weft("run", "p.py")
    assert first.stderr == second.stderr != ""
    assert weft.entries() == []


def test_the_path_is_part_of_the_program(weft: Weft) -> None:
    weft.write("p.py", "1 // 0\n")
    weft.write("inner/p.py", "1 // 0\n")
    for path in ("p.py", "inner/p.py", "./p.py"):
        assert f'File "{path}", line 1, in <module>' in weft("run", path).stderr


def test_from_a_pipe(weft: Weft) -> None:
    weft.write("p.py", "print('from a pipe')\n")
    import subprocess
    import sys

    command = f"cat p.py | {sys.executable} -m weftc.cli run /dev/stdin"
    done = subprocess.run(["sh", "-c", command], cwd=weft.folder, env=weft.env, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "from a pipe\n", "")
    assert weft.entries() == []


def test_a_cache_that_others_could_change(weft: Weft, tmp_path: Path) -> None:
    weft.write("p.py", "print(1)\n")
    place = tmp_path / "shared"
    place.mkdir()
    place.chmod(0o777)
    env = {"WEFT_CACHE": str(place)}
    for _ in range(2):
        done = weft("run", "p.py", env=env)
        note = f"note: compiled without a cache, since others could change it: {place} can be written by others\n"
        assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", note)
    assert list(place.iterdir()) == []
    for action in ("show", "clean"):
        done = weft("cache", action, env=env)
        why = f"error: the cache isn't used, since others could change it: {place} can be written by others\n"
        assert (done.returncode, done.stdout, done.stderr) == (1, "", why)


def test_show_and_clean(weft: Weft) -> None:
    place = weft.env["WEFT_CACHE"]
    shown = "place     {}\nprograms  {}\nsize      {:.1f} MB\nbound     512.0 MB (WEFT_CACHE_SIZE)\n"
    assert weft("cache", "show").stdout == shown.format(place, 0, 0)
    for name in ("p.py", "q.py"):
        weft.write(name, "print(1)\n")
        weft("run", name)
    size = sum(entry.stat().st_size for entry in weft.entries()) / 1e6
    done = weft("cache", "show")
    assert (done.returncode, done.stdout, done.stderr) == (0, shown.format(place, 2, size), "")
    assert weft("cache", "clean").stdout == f"removed 2 programs, {size:.1f} MB\n"
    assert weft.entries() == []
    assert weft("cache", "clean").stdout == "removed 0 programs, 0.0 MB\n"


def test_a_bound_of_ones_own(weft: Weft) -> None:
    for name in ("p.py", "q.py"):
        weft.write(name, "print(1)\n")
    weft("run", "p.py")
    [entry] = weft.entries()
    env = {"WEFT_CACHE_SIZE": str(entry.stat().st_size * 3 // 2)}
    assert weft("run", "q.py", env=env).stdout == "1\n"
    [left] = weft.entries()
    assert left != entry
    weft("cache", "clean")
    assert weft("run", "p.py", env={"WEFT_CACHE_SIZE": "0"}).stdout == "1\n"
    assert weft.entries() == []
    for command in (["run", "p.py"], ["cache", "show"]):
        done = weft(*command, env={"WEFT_CACHE_SIZE": "much"})
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("error: the environment variable WEFT_CACHE_SIZE takes a number from 0 to ")

"""runtime-c/build.py, on small sources of its own."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
import wasmtime
from tests.link.c_programs import HAVE_EMCC

from weftc.host.wasmtime_host import engine
from weftc.link.linker import link
from weftc.link.stored import StoredObject
from weftc.wasm.objects import ObjectFile

SCRIPT = Path(__file__).parents[2] / "runtime-c" / "build.py"
needs_emcc = pytest.mark.skipif(not HAVE_EMCC, reason="emcc is not installed")


@pytest.fixture
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("runtime_build", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write(folder: Path, **sources: str) -> list[Path]:
    for name, text in sources.items():
        (folder / f"{name}.c").write_text(text)
    return sorted(folder.glob("*.c"))


SOURCES = {
    "one": "#include <math.h>\ndouble two(double); double one(double x) { return two(x) + sin(x); }",
    "two": "#include <string.h>\ndouble two(double x) { char a[9]; memset(a, (int)x, 9); return a[8]; }",
}


@needs_emcc
@pytest.mark.parametrize("target", ["threads", "portable"])
def test_joins_sources_and_libm(build: ModuleType, tmp_path: Path, target: str) -> None:
    runtime = StoredObject(build.build(target, write(tmp_path, **SOURCES)))
    linked = link(ObjectFile(), runtime, threads=False, exports=["one"])
    store = wasmtime.Store(engine())
    one = wasmtime.Instance(store, wasmtime.Module(engine(), linked.wasm), []).exports(store)["one"]
    assert isinstance(one, wasmtime.Func)
    assert one(store, 5.0) == pytest.approx(5 - 0.9589242746631385)


@needs_emcc
def test_bytes_depend_on_nothing_but_the_sources(build: ModuleType, tmp_path: Path) -> None:
    results = []
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        results.append(
            build.build("threads", write(folder, **SOURCES, where="const char *w(void) { return __FILE__; }"))
        )
    assert results[0] == results[1]
    assert str(tmp_path).encode() not in results[0]


@needs_emcc
@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("#include <stdlib.h>\nvoid *f(void) { return malloc(3); }", "the sources may not use malloc"),
        ("int g(void); int f(void) { return g(); }", "the sources may not use g"),
        (
            '__attribute__((import_module("x"), import_name("y"))) int g(void); int f(void) { return g(); }',
            "no import of x.y",
        ),
        (
            'int p(void) __asm__("part:f:door") __attribute__((weak)); int f(void) { return p(); }',
            r"PART\(f\) names door, which the runtime does not define",
        ),
        ("int f(void) { return 1 }", "expected ';'"),
        ("int f(int unused) { return 1; }", "unused parameter"),
    ],
)
def test_refused(build: ModuleType, tmp_path: Path, source: str, message: str) -> None:
    with pytest.raises(build.BuildError, match=message):
        build.build("portable", write(tmp_path, bad=source))


@needs_emcc
def test_threads_may_spawn_and_portable_may_not(build: ModuleType, tmp_path: Path) -> None:
    spawn = '__attribute__((import_module("wasi"), import_name("thread-spawn"))) int spawn(void *);'
    sources = write(tmp_path, s=spawn + "int f(void) { return spawn(0); }")
    assert build.build("threads", sources)
    with pytest.raises(build.BuildError, match="no import of wasi.thread-spawn"):
        build.build("portable", sources)


def test_check_is_skipped_under_another_emcc(
    build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "emcc"
    other.write_text("#!/bin/sh\necho 'emcc (Emscripten gcc/clang-like replacement) 6.0.8 (abc)'\n")
    other.chmod(0o755)
    monkeypatch.setattr(build, "EMCC", str(other))
    assert build.check() == 0
    assert "skipped: the committed runtime is made by emcc 3.1.6, this is 6.0.8" in capsys.readouterr().out
    monkeypatch.setattr(build, "EMCC", str(tmp_path / "nothing"))
    assert build.check() == 0
    assert "this is none" in capsys.readouterr().out


@needs_emcc
def test_check_finds_what_is_out_of_date(
    build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if build.emcc_version() != build.EMCC_VERSION:
        pytest.skip(f"emcc is not {build.EMCC_VERSION}")
    sources, shipped = tmp_path / "sources", tmp_path / "shipped"
    sources.mkdir()
    write(sources, **SOURCES)
    monkeypatch.setattr(build, "HERE", sources)
    monkeypatch.setattr(build, "RUNTIME_FOLDER", shipped)
    assert build.write() == 0
    assert build.check() == 0
    (shipped / "portable.obj").write_bytes(b"old")
    assert build.check() == 1
    assert "out of date: portable; run `make runtime`" in capsys.readouterr().err

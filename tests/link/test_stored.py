import pytest
from tests.link.c_programs import FOLDER, HAVE_EMCC, compile_c

from weftc.link.stored import StoredObject, store
from weftc.wasm.objects import I32, Datum, Function, Global, Import, ObjectFile, Reloc, RelocKind, Signature

NONE = Signature(b"", b"")


def sample() -> ObjectFile:
    relocs = [
        Reloc(2, RelocKind.FUNCTION, "g"),
        Reloc(9, RelocKind.TYPE, signature=Signature(bytes([I32]), b"")),
        Reloc(20, RelocKind.MEMORY_SLEB, "d", -8),
        Reloc(30, RelocKind.TABLE_NUMBER),
    ]
    return ObjectFile(
        [Function("f", NONE, [(2, I32), (1, 0x7C)], bytes(40), relocs), Function("g", NONE, [], b"\x0b")],
        [Datum("d", 8, b"abc", 24, [Reloc(4, RelocKind.TABLE_I32, "g")])],
        [Global("v", I32, True, -5)],
        [Import("i", "wasi_snapshot_preview1", "fd_write", Signature(bytes([I32] * 4), bytes([I32])))],
        {"e": ("d", 8)},
        {"far": Signature(b"", bytes([I32]))},
        {"g", "a"},
        {"part:f:g e": ("f", ("g", "e"))},
    )


def check(o: ObjectFile) -> None:
    loaded = StoredObject(store(o))
    definitions = [*o.functions, *o.data, *o.globals, *o.imports]
    assert list(loaded.names()) == [d.name for d in definitions]
    assert [loaded.find(d.name) for d in definitions] == definitions
    assert (loaded.aliases, loaded.declared, loaded.weak) == (o.aliases, o.declared, o.weak)
    assert loaded.parts == o.parts


def test_reads_back() -> None:
    check(sample())


@pytest.mark.skipif(not HAVE_EMCC, reason="emcc is not installed")
def test_real_object_reads_back() -> None:
    check(compile_c((FOLDER / "two_workers.c").read_text(), threads=True))


def test_same_bytes() -> None:
    assert store(sample()) == store(sample())


def test_unknown_name() -> None:
    assert StoredObject(store(sample())).find("nothing") is None


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="not a stored object"):
        StoredObject(b"WEFTOBJ0" + store(sample())[8:])

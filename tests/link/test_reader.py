import pytest
from tests.link.c_programs import HAVE_EMCC, compile_c, joined_bytes, object_bytes

from weftc.link.reader import ObjectError, read_object
from weftc.wasm.objects import I32, Datum, Function, ObjectFile, RelocKind, Signature

pytestmark = pytest.mark.skipif(not HAVE_EMCC, reason="emcc is not installed")


def functions(o: ObjectFile) -> dict[str, Function]:
    return {f.name: f for f in o.functions}


def data(o: ObjectFile) -> dict[str, Datum]:
    return {d.name: d for d in o.data}


def test_function_with_call_and_data() -> None:
    o = compile_c("int other(int); int x = 5; int f(int a) { return other(a) + x; }")
    f = functions(o)["f"]
    assert f.signature == Signature(bytes([I32]), bytes([I32]))
    assert [(r.kind, r.symbol) for r in f.relocs] == [
        (RelocKind.FUNCTION, "other"),
        (RelocKind.MEMORY_LEB, "x"),
    ]
    assert f.body[f.relocs[0].offset - 1] == 0x10  # the call's opcode stands before its index
    assert f.body[-1] == 0x0B
    assert o.declared == {"other": f.signature}
    assert data(o)["x"].data == b"\5"


def test_zeroed_data_have_no_bytes() -> None:
    o = compile_c("int big[100]; int *f(void) { return big; }")
    assert (data(o)["big"].data, data(o)["big"].size) == (b"", 400)


def test_pointers_in_data() -> None:
    o = compile_c("int a[4]; void f(void) {} void *p[] = {f, &a[2]};")
    first, second = data(o)["p"].relocs
    assert (first.offset, first.kind, first.symbol) == (0, RelocKind.TABLE_I32, "f")
    assert (second.offset, second.kind, second.symbol, second.addend) == (4, RelocKind.MEMORY_I32, "a", 8)


def test_indirect_call_names_its_type() -> None:
    o = compile_c("int f(int (*g)(long long)) { return g(1); }")
    types = [r.signature for r in functions(o)["f"].relocs if r.kind is RelocKind.TYPE]
    assert types == [Signature(bytes([0x7E]), bytes([I32]))]


def test_local_names_of_several_files_stay_apart() -> None:
    source = "static int k = {}; __attribute__((noinline)) static int h(int x) {{ return x + k++; }}"
    one = source.format(1) + "int one(int x) { return h(x); }"
    two = source.format(2) + "int two(int x) { return h(x); }"
    o = read_object(joined_bytes(one, two))
    assert functions(o)["one"].relocs[0].symbol == "h@1"
    assert functions(o)["two"].relocs[0].symbol == "h@2"
    assert {data(o)["k@1"].data, data(o)["k@2"].data} == {b"\1", b"\2"}


def test_joined_segments_are_split_at_symbols() -> None:
    text = 'const char *{0}(void) {{ return "text of {0}"; }}'
    o = read_object(joined_bytes(text.format("f"), text.format("g")))
    strings = {d.data: d.name for d in o.data}
    assert set(strings) == {b"text of f", b"text of g"}
    assert functions(o)["f"].relocs[0].symbol == strings[b"text of f"]


def test_aliases_and_weak() -> None:
    o = compile_c(
        'int f(int x) { return x; } int g(int) __attribute__((alias("f")));'
        "__attribute__((weak)) int h(void) { return 1; }"
        "__attribute__((weak)) int missing(void); int use(void) { return missing ? missing() : 0; }"
    )
    assert o.aliases in ({"g": ("f", 0)}, {"f": ("g", 0)})
    assert o.weak == {"h", "missing"}


def test_parts_name_what_brings_them_in() -> None:
    label = "part:extra:door gate"
    o = compile_c(
        f'int part_extra(void) __asm__("{label}") __attribute__((weak)); int use(void) {{ return part_extra(); }}'
    )
    assert o.parts == {label: ("extra", ("door", "gate"))}
    assert (o.weak, [r.symbol for r in functions(o)["use"].relocs]) == (set(), [label])
    assert list(o.declared) == [label]


def test_imports_have_module_and_field() -> None:
    o = compile_c(
        '__attribute__((import_module("wasi_snapshot_preview1"), import_name("fd_close"))) int shut(int);'
        "int f(void) { return shut(1); }"
    )
    assert [(i.name, i.module, i.field) for i in o.imports] == [
        ("shut", "wasi_snapshot_preview1", "fd_close")
    ]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("_Thread_local int t; int *f(void) { return &t; }", "thread-local data"),
        ("int x; int g(void); __attribute__((constructor)) void f(void) { x = g(); }", "constructors"),
    ],
)
def test_refused_sources(source: str, message: str) -> None:
    with pytest.raises(ObjectError, match=message):
        compile_c(source, threads=True)


def test_refused_bytes() -> None:
    good = object_bytes("int f(void) { return 1; }")
    with pytest.raises(ObjectError, match="not a wasm binary"):
        read_object(b"\x7fELF")
    with pytest.raises(ObjectError, match="no linking section"):
        read_object(good[:8])
    with pytest.raises(ObjectError, match="unknown custom section other"):
        read_object(good + b"\0\6\5other")
    with pytest.raises(ObjectError, match="unexpected export section"):
        read_object(good + b"\7\1\0")


def test_every_truncation_is_an_error_or_whole() -> None:
    good = object_bytes("int x = 3; int g(void); int f(void) { return g() + x; }")
    for length in range(len(good)):
        try:
            read_object(good[:length])
        except ObjectError:
            continue

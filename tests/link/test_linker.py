"""Linked modules run under wasmtime; each error is provoked once."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import wasmtime
from tests.link.c_programs import HAVE_EMCC, compile_c

from weftc.host import contract
from weftc.host.shared_memory import HostMemory
from weftc.host.wasmtime_host import engine
from weftc.link.leb import PADDED_ZERO, sleb
from weftc.link.linker import LinkedModule, LinkError, link
from weftc.link.objects import (
    I32,
    I64,
    Datum,
    Function,
    Global,
    Import,
    ObjectFile,
    Reloc,
    RelocKind,
    Signature,
)
from weftc.link.stored import StoredObject, store

NONE, GIVES_I32, UNARY = (
    Signature(b"", b""),
    Signature(b"", bytes([I32])),
    Signature(bytes([I32]), bytes([I32])),
)
CONST, CALL, END, DROP = b"\x41", b"\x10", b"\x0b", b"\x1a"


def function(name: str, *parts: bytes | Reloc, signature: Signature = GIVES_I32) -> Function:
    """A function from instructions and relocations (whose offsets are filled in here)."""
    body, relocs = b"", []
    for part in parts:
        if isinstance(part, Reloc):
            relocs.append(Reloc(len(body), part.kind, part.symbol, part.addend, part.signature))
            part = PADDED_ZERO
        body += part
    return Function(name, signature, [], body + END, relocs)


def call(name: str) -> Reloc:
    return Reloc(0, RelocKind.FUNCTION, name)


def address(name: str, addend: int = 0) -> Reloc:
    return Reloc(0, RelocKind.MEMORY_SLEB, name, addend)


def constant(name: str, value: int) -> Function:
    return function(name, CONST, sleb(value))


class Running:
    """A portable module's instance, its exports as Python functions."""

    def __init__(self, linked: LinkedModule) -> None:
        self.store = wasmtime.Store(engine())
        module = wasmtime.Module(engine(), linked.wasm)
        linker = wasmtime.Linker(engine())
        linker.define_wasi()
        self.store.set_wasi(wasmtime.WasiConfig())
        self.exports = linker.instantiate(self.store, module).exports(self.store)

    def __call__(self, name: str, *arguments: int) -> int:
        return self.exports[name](self.store, *arguments)  # type: ignore[operator, no-any-return]

    def read(self, start: int, length: int) -> bytes:
        memory = self.exports["memory"]
        assert isinstance(memory, wasmtime.Memory)
        return bytes(memory.read(self.store, start, start + length))


def portable(program: ObjectFile, runtime: ObjectFile | None = None, *exports: str) -> LinkedModule:
    names = exports or tuple(f.name for f in program.functions)
    return link(program, runtime or ObjectFile(), threads=False, exports=names)


# --- what it does


def test_program_calls_runtime_and_back() -> None:
    program = ObjectFile([function("main", CALL, call("middle")), constant("leaf", 42)])
    runtime = ObjectFile([function("middle", CALL, call("leaf"))])
    assert Running(portable(program, runtime, "main"))("main") == 42


def test_fields_are_written_at_their_shortest() -> None:
    linked = portable(ObjectFile([function("main", CALL, call("leaf")), constant("leaf", 1)]))
    start = linked.bodies["main"]
    assert linked.wasm[start : start + 3] == CALL + b"\1" + END


def test_many_functions() -> None:
    leaves = [constant(f"leaf{n}", n) for n in range(300)]
    program = ObjectFile([*leaves, function("main", CALL, call("leaf299"))])
    assert Running(portable(program))("main") == 299


def test_addresses_with_addends() -> None:
    data = [Datum("a", 4, b"\1\2\3\4", 4), Datum("b", 16, b"\5", 40)]
    program = ObjectFile(
        [
            function("a", CONST, address("a")),
            function("b", CONST, address("b", 8)),
            function("load", CONST, sleb(0), b"\x2d\x00", Reloc(0, RelocKind.MEMORY_LEB, "a", 2)),
        ],
    )
    with pytest.raises(LinkError, match="a is defined twice"):
        portable(ObjectFile(program.functions, data))
    data[0].name, data[1].name = "data_a", "data_b"
    for f in program.functions:
        f.relocs = [Reloc(r.offset, r.kind, f"data_{r.symbol}", r.addend) for r in f.relocs]
    linked = portable(ObjectFile(program.functions, data))
    run = Running(linked)
    assert run("a") == contract.DATA_START == linked.addresses["data_a"]
    assert run("b") == linked.addresses["data_b"] + 8
    assert linked.addresses["data_b"] % 16 == 0
    assert run("load") == 3


def test_pointers_in_data() -> None:
    data = [
        Datum(
            "pointers",
            4,
            b"",
            12,
            [Reloc(0, RelocKind.MEMORY_I32, "target", 1), Reloc(8, RelocKind.TABLE_I32, "f")],
        ),
        Datum("target", 1, b"\0\0", 2),
    ]
    program = ObjectFile([function("f", CONST, address("pointers"))], data)
    linked = portable(program)
    content = Running(linked).read(linked.addresses["pointers"], 12)
    assert int.from_bytes(content[:4], "little") == linked.addresses["target"] + 1
    assert int.from_bytes(content[8:], "little") == linked.table["f"] == 1


def test_table_holds_exactly_what_is_pointed_to() -> None:
    through = function(
        "main",
        b"\x20\x00",
        b"\x11",
        Reloc(0, RelocKind.TYPE, signature=GIVES_I32),
        Reloc(0, RelocKind.TABLE_NUMBER),
        signature=UNARY,
    )
    pointer = function("pointer", CONST, Reloc(0, RelocKind.TABLE_SLEB, "second"))
    program = ObjectFile([through, pointer, constant("first", 1), constant("second", 2)])
    linked = portable(program)
    assert linked.table == {"second": 1}
    run = Running(linked)
    assert run("main", run("pointer")) == 2
    with pytest.raises(wasmtime.Trap, match="uninitialized element"):
        run("main", 0)


def test_globals_of_every_type() -> None:
    variables = [
        Global("a", I32, True, -7),
        Global("b", I64, False, 1 << 40),
        Global("c", 0x7C, True, 0x3FF8 << 48),
    ]
    got = Signature(b"", bytes([I32])), Signature(b"", bytes([I64])), Signature(b"", bytes([0x7C]))
    functions = [
        function(f"get_{v.name}", b"\x23", Reloc(0, RelocKind.GLOBAL, v.name), signature=s)
        for v, s in zip(variables, got, strict=True)
    ]
    run = Running(portable(ObjectFile(functions, globals=variables)))
    assert [run("get_a"), run("get_b"), run("get_c")] == [-7, 1 << 40, 1.5]


def test_stack_pointer_and_heap_base() -> None:
    program = ObjectFile(
        [
            function("top", b"\x23", Reloc(0, RelocKind.GLOBAL, "__stack_pointer")),
            function("heap", CONST, address("__heap_base")),
            function("end", CONST, address("__data_end")),
            function("zeroed", CONST, address("zeros")),
        ],
        [Datum("zeros", 8, b"", 100_000), Datum("bytes", 1, b"x", 1)],
    )
    run = Running(portable(program))
    stack = contract.MAIN_STACK_BYTES
    assert run("top") % 16 == 0
    assert run("zeroed") + 100_000 <= run("top") - stack
    assert run("top") == run("heap") == run("end")


def test_weak_gives_way_to_strong() -> None:
    runtime = ObjectFile([constant("hook", 1)], weak={"hook"})
    program = ObjectFile([function("main", CALL, call("hook")), constant("hook", 2)])
    assert Running(portable(program, runtime, "main"))("main") == 2
    alone = ObjectFile([function("main", CALL, call("hook"))])
    assert Running(portable(alone, runtime, "main"))("main") == 1


def test_missing_weak_names_are_null() -> None:
    program = ObjectFile(
        [
            function("datum", CONST, address("nothing")),
            function("pointer", CONST, Reloc(0, RelocKind.TABLE_SLEB, "gone")),
            function("main", CALL, call("gone")),
        ],
        declared={"gone": GIVES_I32},
        weak={"nothing", "gone"},
    )
    run = Running(portable(program))
    assert (run("datum"), run("pointer")) == (0, 0)
    with pytest.raises(wasmtime.Trap, match="unreachable"):
        run("main")


PART = "part:extra:door gate"
HALVES = ObjectFile(
    [
        function("main", CALL, call(PART)),
        function("pointer", CONST, Reloc(0, RelocKind.TABLE_SLEB, PART)),
        constant("extra", 7),
        constant("door", 1),
        constant("gate", 2),
    ],
    declared={PART: GIVES_I32},
    parts={PART: ("extra", ("door", "gate"))},
)


@pytest.mark.parametrize("others", [["door"], ["gate"], ["door", "gate"]])
@pytest.mark.parametrize("first", [False, True])
def test_a_part_comes_with_what_brings_it_in(others: list[str], first: bool) -> None:
    exports = [*others, "main", "pointer"] if first else ["main", "pointer", *others]
    linked = portable(HALVES, ObjectFile(), *exports)
    run = Running(linked)
    assert run("main") == 7
    assert run("pointer") == linked.table["extra"]


def test_a_part_that_nothing_brings_in_is_left_out() -> None:
    linked = portable(HALVES, ObjectFile(), "main", "pointer", "extra")
    assert Running(linked)("extra") == 7  # asked for by itself: that brings nothing in
    linked = portable(HALVES, ObjectFile(), "main", "pointer")
    assert "extra" not in linked.functions
    assert Running(linked)("pointer") == 0
    with pytest.raises(wasmtime.Trap, match="unreachable"):
        Running(linked)("main")


def test_aliases_are_other_names() -> None:
    data = [Datum("whole", 4, b"abcdefgh", 8)]
    program = ObjectFile(
        [function("at", CONST, address("part")), function("main", CALL, call("other")), constant("leaf", 3)],
        data,
        aliases={"part": ("whole", 4), "other": ("leaf", 0)},
    )
    linked = portable(program)
    run = Running(linked)
    assert run("at") == linked.addresses["whole"] + 4
    assert run("main") == 3


def test_unreachable_functions_data_and_imports_are_dropped() -> None:
    wasi = Import("shut", contract.WASI, "fd_close", UNARY)
    runtime = ObjectFile(
        [
            constant("used", 1),
            function("unused", CONST, address("unused_data"), DROP, CONST, b"\0", CALL, call("shut")),
        ],
        [Datum("unused_data", 1, b"NEVER USED", 10)],
        imports=[wasi],
    )
    linked = portable(ObjectFile([function("main", CALL, call("used"))]), runtime)
    assert set(linked.functions) == {"main", "used"}
    assert b"NEVER USED" not in linked.wasm
    assert b"fd_close" not in linked.wasm


def test_roots_keep_what_nothing_refers_to() -> None:
    program = ObjectFile([constant("main", 1), constant("kept", 1)], [Datum("d", 1, b"KEPT", 4)])
    linked = link(program, ObjectFile(), threads=False, exports=["main"], roots=["kept", "d"])
    assert "kept" in linked.functions
    assert b"KEPT" in linked.wasm


def test_cycles_end() -> None:
    one = function("one", CONST, b"\0", b"\x04\x7f", CALL, call("two"), b"\x05", CONST, b"\7", b"\x0b")
    two = function("two", CALL, call("one"))
    assert Running(portable(ObjectFile([one, two])))("one") == 7


def test_names_can_be_left_out() -> None:
    name = "a_name_to_look_for"
    program = ObjectFile([constant(name, 1), function("main", CALL, call(name))])
    for names in (True, False):
        linked = link(program, ObjectFile(), threads=False, exports=["main"], names=names)
        assert (name.encode() in linked.wasm) == names


def test_locate_finds_function_and_line() -> None:
    main = function("main", CALL, call("leaf"), DROP, CALL, call("leaf"))
    main.lines = [(0, 10), (6, 11), (7, 12)]
    linked = portable(ObjectFile([main, constant("leaf", 1)]))
    start = linked.bodies["main"]
    lines = [linked.locate(start + offset) for offset in range(5)]
    assert lines == [("main", 10), ("main", 10), ("main", 11), ("main", 12), ("main", 12)]
    assert linked.locate(0) is None
    assert linked.locate(linked.bodies["leaf"]) == ("leaf", 0)


def test_stored_runtime_gives_the_same_module() -> None:
    runtime = ObjectFile([function("middle", CONST, address("d"))], [Datum("d", 4, b"data", 4)])
    program = ObjectFile([function("main", CALL, call("middle"))])
    loaded = StoredObject(store(runtime))
    for threads in (False, True):
        one = link(program, runtime, threads=threads, exports=["main"])
        assert one.wasm == link(program, loaded, threads=threads, exports=["main"]).wasm


def test_same_bytes_whatever_the_hash_seed() -> None:
    script = Path(__file__).with_name("link_many.py")
    results = {
        subprocess.run(
            [sys.executable, str(script)], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(results) == 1
    assert len(results.pop()) == 65  # one SHA-256 and a newline


# --- the contract's entries


def start_program() -> ObjectFile:
    main = function("weft_main", signature=NONE)
    reader = function("read", CONST, sleb(0), b"\x2d\x00", Reloc(0, RelocKind.MEMORY_LEB, "d"))
    write = function(
        "write",
        CONST,
        sleb(0),
        b"\x20\x00",
        b"\x3a\x00",
        Reloc(0, RelocKind.MEMORY_LEB, "d"),
        signature=Signature(bytes([I32]), b""),
    )
    return ObjectFile([main, reader, write], [Datum("d", 1, b"\x37", 1)])


def test_data_are_copied_by_start_alone() -> None:
    linked = link(start_program(), ObjectFile(), threads=True, exports=["_start", "read", "write"])
    module = wasmtime.Module(engine(), linked.wasm)
    memory = HostMemory(engine(), wasmtime.MemoryType(wasmtime.Limits(linked.pages, 65536), shared=True))

    def instance() -> tuple[wasmtime.Store, Any]:
        store = wasmtime.Store(engine())
        return store, wasmtime.Instance(store, module, [memory]).exports(store)

    store, first = instance()
    assert first["read"](store) == 0
    first["_start"](store)
    assert first["read"](store) == 0x37
    first["write"](store, 0x99 - 256)
    other_store, second = instance()
    assert second["read"](other_store) == first["read"](store) == 0x99


def test_portable_data_are_there_at_once() -> None:
    linked = link(start_program(), ObjectFile(), threads=False, exports=["_start", "read"])
    run = Running(linked)
    assert run("read") == 0x37
    run("_start")
    assert run("read") == 0x37


def test_control_entries_have_stacks_of_their_own() -> None:
    body = Signature(b"", b"")
    get = function("weft_main", signature=NONE)
    program = ObjectFile(
        [
            get,
            function(
                "weft_on_interrupt",
                CONST,
                address("seen"),
                b"\x23",
                Reloc(0, RelocKind.GLOBAL, "__stack_pointer"),
                b"\x36\x02\x00",
                signature=body,
            ),
            function(
                "weft_on_stop",
                CONST,
                address("seen", 4),
                b"\x23",
                Reloc(0, RelocKind.GLOBAL, "__stack_pointer"),
                b"\x36\x02\x00",
                signature=body,
            ),
        ],
        [Datum("seen", 4, b"", 8)],
    )
    linked = link(program, ObjectFile(), threads=False, exports=["_start", "weft_interrupt", "weft_stop"])
    run = Running(linked)
    run("weft_interrupt")
    run("weft_stop")
    seen = run.read(linked.addresses["seen"], 8)
    first, second = int.from_bytes(seen[:4], "little"), int.from_bytes(seen[4:], "little")
    assert abs(first - second) >= contract.CONTROL_STACK_BYTES
    assert max(first, second) <= linked.addresses["__main_stack"]


def test_thread_start_takes_its_stack_from_the_argument() -> None:
    program = ObjectFile(
        [
            function(
                "weft_thread_main",
                CONST,
                address("seen"),
                b"\x23",
                Reloc(0, RelocKind.GLOBAL, "__stack_pointer"),
                b"\x36\x02\x00",
                signature=Signature(bytes([I32, I32]), b""),
            ),
            function("argument", CONST, address("argument_data")),
        ],
        [Datum("seen", 4, b"", 4), Datum("argument_data", 4, (0x8000).to_bytes(4, "little"), 4)],
    )
    linked = link(program, ObjectFile(), threads=False, exports=["wasi_thread_start", "argument"])
    run = Running(linked)
    run("wasi_thread_start", 1, run("argument"))
    assert int.from_bytes(run.read(linked.addresses["seen"], 4), "little") == 0x8000


def test_an_object_may_define_an_entry_itself() -> None:
    program = ObjectFile([function("weft_interrupt", signature=NONE)])
    assert "weft_on_interrupt" not in portable(program).functions


def test_memory_import_says_what_the_contract_says() -> None:
    linked = link(start_program(), ObjectFile(), threads=True, exports=["_start"])
    [imported] = wasmtime.Module(engine(), linked.wasm).imports
    assert (imported.module, imported.name) == ("env", "memory")
    assert isinstance(imported.type, wasmtime.MemoryType)
    assert imported.type.is_shared
    assert (imported.type.limits.min, imported.type.limits.max) == (linked.pages, 65536)
    assert b'{"contract":1,"target":"threads","pages":2}' in linked.wasm


# --- errors


def refuse(message: str, program: ObjectFile, runtime: ObjectFile | None = None, *exports: str) -> None:
    with pytest.raises(LinkError, match=message):
        portable(program, runtime, *exports)


def test_undefined_names_its_users() -> None:
    users = [function(f"user{n}", CALL, call("ghost")) for n in range(5)]
    refuse("ghost is not defined; used by user0, user1, user2 and 2 more", ObjectFile(users))


def test_undefined_export() -> None:
    refuse("ghost is not defined; used by the list of exports", ObjectFile(), None, "ghost")


def test_undefined_entry_body() -> None:
    refuse("weft_main is not defined; used by _start", ObjectFile(), None, "_start")


def test_duplicates() -> None:
    refuse("f is defined twice in one object", ObjectFile([constant("f", 1), constant("f", 2)]))
    refuse("f is defined twice", ObjectFile([constant("f", 1)]), ObjectFile([constant("f", 2)]))
    refuse(
        "_start is defined twice", ObjectFile([constant("_start", 1), function("weft_main", signature=NONE)])
    )


def test_same_import_on_both_sides_is_one() -> None:
    wasi = Import("shut", contract.WASI, "fd_close", UNARY)
    program = ObjectFile([function("main", CONST, sleb(77), CALL, call("shut"))], imports=[wasi])
    assert Running(portable(program, ObjectFile(imports=[wasi])))("main") == 8  # EBADF


def test_signature_differs() -> None:
    program = ObjectFile([function("main", CALL, call("leaf"))], declared={"leaf": UNARY})
    refuse(
        r"leaf is declared as \(i32\) -> \(i32\), but defined as \(\) -> \(i32\)",
        program,
        ObjectFile([constant("leaf", 1)]),
    )


def test_wrong_kind_of_symbol() -> None:
    datum = [Datum("d", 1, b"x", 1)]
    refuse("main: d is no function", ObjectFile([function("main", CALL, call("d"))], datum))
    refuse("main: main is no datum", ObjectFile([function("main", CONST, address("main"))]))
    refuse(
        "main: d is no global",
        ObjectFile([function("main", b"\x23", Reloc(0, RelocKind.GLOBAL, "d"))], datum),
    )
    pointer = Datum("p", 4, b"", 4, [Reloc(0, RelocKind.TABLE_I32, "p")])
    refuse("p: p is no function", ObjectFile([function("main", CONST, address("p"))], [pointer]))
    refuse("d is exported, but is no function", ObjectFile([constant("main", 1)], datum), None, "d")


def test_relocation_in_the_wrong_place() -> None:
    refuse(
        "no padded field at offset 0, for g",
        ObjectFile(
            [
                Function("f", GIVES_I32, [], CALL + b"\0" + END, [Reloc(0, RelocKind.FUNCTION, "g")]),
                constant("g", 1),
            ]
        ),
    )
    late = Function("f", GIVES_I32, [], CALL + PADDED_ZERO + END, [Reloc(4, RelocKind.FUNCTION, "g")])
    refuse("no padded field at offset 4", ObjectFile([late, constant("g", 1)]))
    twice = Function("f", GIVES_I32, [], CALL + PADDED_ZERO + END, [Reloc(1, RelocKind.FUNCTION, "g")] * 2)
    refuse("no padded field at offset 1", ObjectFile([twice, constant("g", 1)]))
    outside = Datum("d", 4, b"", 4, [Reloc(2, RelocKind.MEMORY_I32, "d")])
    refuse("d: a relocation for d lies outside", ObjectFile([function("f", CONST, address("d"))], [outside]))


def test_relocation_of_the_wrong_kind() -> None:
    refuse(
        "f: MEMORY_I32 relocations don't belong in code",
        ObjectFile([function("f", CALL, Reloc(0, RelocKind.MEMORY_I32, "f"))]),
    )
    datum = Datum("d", 4, b"", 8, [Reloc(0, RelocKind.FUNCTION, "f")])
    refuse(
        "d: FUNCTION relocations don't belong in data",
        ObjectFile([function("f", CONST, address("d"))], [datum]),
    )


@pytest.mark.parametrize(
    ("module", "field"), [("env", "f"), (contract.WASI, "fd_fly"), ("wasi", "thread-spawn")]
)
def test_imports_outside_the_contract(module: str, field: str) -> None:
    program = ObjectFile([function("main", CALL, call("i"))], imports=[Import("i", module, field, GIVES_I32)])
    refuse(f"no import of {module}.{field}", program)


def test_too_much_data() -> None:
    refuse(
        "more than 32-bit memory holds",
        ObjectFile([function("f", CONST, address("d"))], [Datum("d", 1, b"", 1 << 32)]),
    )


def test_odd_alignment() -> None:
    refuse(
        "d has an alignment of 3", ObjectFile([function("f", CONST, address("d"))], [Datum("d", 3, b"x", 1)])
    )


# --- real C


needs_emcc = pytest.mark.skipif(not HAVE_EMCC, reason="emcc is not installed")

C_SOURCE = """
static int counter = 10;
static int twice(int x) { return 2 * x; }
static int thrice(int x) { return 3 * x; }
static int (*const choices[])(int) = {twice, thrice};
__attribute__((noinline)) static int pick(int which, int x) { return choices[which](x); }
int use(int which, int x) { return pick(which, x) + counter++; }
static const char *const names[] = {"zero", "one", "two"};
int letter(int name, int at) { return names[name][at]; }
int from_program(int);
int through(int x) {
  int local[50];
  for (int i = 0; i < 50; i++) local[i] = from_program(x + i);
  return local[x] + local[49];
}
"""


@needs_emcc
@pytest.mark.parametrize("stored", [False, True])
def test_c_functions_pointers_strings_and_stack(stored: bool) -> None:
    c = compile_c(C_SOURCE)
    program = ObjectFile([function("from_program", b"\x20\x00", CONST, sleb(100), b"\x6a", signature=UNARY)])
    exports = ["use", "letter", "through"]
    run = Running(link(program, StoredObject(store(c)) if stored else c, threads=False, exports=exports))
    assert [run("use", 0, 5), run("use", 1, 5)] == [10 + 10, 15 + 11]
    assert bytes(run("letter", 1, i) for i in range(3)) == b"one"
    assert run("through", 7) == (7 + 7 + 100) + (7 + 49 + 100)


@needs_emcc
def test_c_signature_is_checked() -> None:
    program = ObjectFile([constant("from_program", 1)])
    with pytest.raises(LinkError, match="from_program is declared as"):
        link(program, compile_c(C_SOURCE), threads=False, exports=["through"])


@needs_emcc
def test_c_that_is_not_used_is_not_there() -> None:
    linked = link(ObjectFile(), compile_c(C_SOURCE), threads=False, exports=["letter"])
    assert list(linked.functions) == ["letter"]
    assert b"three" not in linked.wasm
    assert linked.table == {}

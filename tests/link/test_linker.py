"""What the linker makes of objects: linked modules run under wasmtime."""

import subprocess
import sys
from pathlib import Path

import pytest
import wasmtime
from tests.link.modules import (
    CALL,
    CONST,
    DROP,
    END,
    GIVES_I32,
    UNARY,
    Running,
    address,
    call,
    constant,
    function,
    portable,
)

from weftc.host import contract
from weftc.link.linker import LinkError, link
from weftc.link.stored import StoredObject, store
from weftc.wasm.leb import sleb
from weftc.wasm.objects import I32, I64, Datum, Global, Import, ObjectFile, Reloc, RelocKind, Signature


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

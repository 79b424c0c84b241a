"""Errors of the linker: each is provoked once."""

import pytest
from tests.link.modules import (
    CALL,
    CONST,
    END,
    GIVES_I32,
    NONE,
    UNARY,
    Running,
    address,
    call,
    constant,
    function,
    portable,
)

from weftc.host import contract
from weftc.link.linker import LinkError
from weftc.wasm.leb import PADDED_ZERO, sleb
from weftc.wasm.objects import Datum, Function, Import, ObjectFile, Reloc, RelocKind


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

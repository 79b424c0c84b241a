"""The contract's entries, as the linker makes them."""

from typing import Any

import wasmtime
from tests.link.modules import CONST, NONE, Running, address, function, portable

from weftc.host import contract
from weftc.host.shared_memory import HostMemory
from weftc.host.wasmtime_host import engine
from weftc.link.linker import link
from weftc.wasm.leb import sleb
from weftc.wasm.objects import I32, Datum, ObjectFile, Reloc, RelocKind, Signature


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
    assert b'{"contract":1,"target":"threads","pages":2,"abi":""}' in linked.wasm

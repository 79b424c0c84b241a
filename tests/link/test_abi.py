"""What compiled code, runtime and hosts agree on: one source, and a hash of it in all that is built."""

from __future__ import annotations

import json

import pytest
from tests.host.test_facts import HEADER, custom

from weftc.abi.calls import TYPES
from weftc.abi.generate import ROOT, made, tables
from weftc.abi.version import ABI
from weftc.driver import Target, compile_program
from weftc.host.contract import EXPORTS
from weftc.host.facts import Foreign, read_facts
from weftc.ir.runtime import ROWS, RUNTIME
from weftc.link.linker import LinkError, link
from weftc.link.stored import RUNTIME_FOLDER, StoredObject
from weftc.wasm.objects import ObjectFile


@pytest.mark.parametrize("path", made(), ids=lambda path: path.name)
def test_generated_files_are_what_the_tables_make(path: object) -> None:
    found = {str(p.relative_to(ROOT)): p.read_text("utf-8") == text for p, text in made().items() if p == path}
    assert found == dict.fromkeys(found, True), "run `make abi` and `make runtime`"


def test_every_row_is_of_types_that_there_are() -> None:
    numbers = {table.name for table in tables("numbers.py")}
    used = {type for name in ROWS for type in (RUNTIME[name].returns, *(type for _, type in RUNTIME[name].parameters))}
    assert used - set(TYPES) - numbers == set()
    layouts = {"ChannelLayout", "GateLayout"}
    assert numbers - used == {"Status", "Outcome", "Encoding", "Newline"} | layouts, "named, and no call has it"


@pytest.mark.parametrize("target", ["threads", "portable"])
def test_the_shipped_runtime_is_of_this_abi(target: str) -> None:
    shipped = StoredObject((RUNTIME_FOLDER / f"{target}.obj").read_bytes())
    assert shipped.abi == ABI


@pytest.mark.parametrize("target", ["threads", "portable"])
def test_the_linker_refuses_a_runtime_of_another(target: str) -> None:
    """Here it is the object's index that lies; `runtime-c/build.py` takes what it says there from the compiled C."""
    path = RUNTIME_FOLDER / f"{target}.obj"
    forged = path.read_bytes().replace(f'"abi":"{ABI}"'.encode(), b'"abi":"0123456789ab"')
    with pytest.raises(LinkError) as caught:
        link(
            ObjectFile(abi=ABI), StoredObject(forged, str(path)), threads=target == "threads", exports=EXPORTS[target]
        )
    assert str(caught.value) == (
        f"{path} was made for another ABI than the program (0123456789ab, not {ABI}): rebuild it with `make runtime`"
    )


def test_the_linker_refuses_an_object_that_does_not_say() -> None:
    with pytest.raises(LinkError, match=r"^the runtime was made for another ABI than the program \(none, not"):
        link(ObjectFile(abi=ABI), ObjectFile(), threads=False, exports=["_start"])


@pytest.mark.parametrize("target", ["threads", "portable"])
def test_a_module_says_its_abi_and_a_host_refuses_another(target: Target) -> None:
    wasm = compile_program("main.py", target, content=b"print(1)\n").wasm
    assert wasm is not None
    assert read_facts(wasm).target == target
    with pytest.raises(Foreign, match=f"^was built for another ABI than this Weft's .0123456789ab, not {ABI}.: build"):
        read_facts(wasm.replace(ABI.encode(), b"0123456789ab"))


def test_a_module_from_before_there_was_one() -> None:
    facts = {"contract": 1, "target": "portable", "pages": 1}
    with pytest.raises(Foreign, match="build it again$"):
        read_facts(HEADER + custom(b"weft", json.dumps(facts).encode()))

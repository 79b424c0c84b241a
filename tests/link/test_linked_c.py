"""Objects that emcc made of C, linked and run."""

import pytest
from tests.link.c_programs import HAVE_EMCC, compile_c
from tests.link.modules import CONST, UNARY, Running, constant, function

from weftc.link.linker import LinkError, link
from weftc.link.stored import StoredObject, store
from weftc.wasm.leb import sleb
from weftc.wasm.objects import ObjectFile

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

"""The functions that tasks begin with: the program's own, or a stub around one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weftc.ir import ir
from weftc.ir.ir import Rep
from weftc.kinds.kind import Type, held
from weftc.kinds.none import NONE

if TYPE_CHECKING:
    from weftc.infer.engine import Instance
    from weftc.lower.program import ProgramLowering


def entry(program: ProgramLowering, callee: Instance, wanted: Type | None, apart: bool = False) -> str:
    """The name of a function that calls `callee` and gives its result as `wanted` is held, since the tasks of several
    functions may meet in one variable. Where the text of an exception that ends the task isn't made yet, it makes it:
    the runtime tells of it. wanted None: of the main task, whose result nobody takes. `apart`: never `callee` itself,
    which so remains what it is: a task can be suspended where it begins."""
    inner = program.functions[program.function_name(callee)]
    result = held(callee.ret) or NONE
    wanted = result if wanted is None else wanted
    describer = program.engine.describer
    if inner.result.serves_as(program.layout.result_rep(wanted)) and describer is None and not apart:
        return inner.name
    name = f"{inner.name} as {program.layout.rep(wanted).value}"
    if name in program.functions:
        return name
    stub = ir.Function(name, inner.display, inner.file, [], program.layout.result_rep(wanted), library=inner.library)
    stub.params = [stub.new_value("param", [], None, p.rep, None) for p in inner.params]
    stub.new_block()
    program.functions[name] = stub
    f = program.lowering_of(callee, stub)
    b = f.b
    b.pos = f.no_line()
    if describer is not None:
        caught, inside = b.new_block(), b.new_block()
        b.jump(inside)
        b.at(caught)
        describes = program.functions[program.function_name(describer)]
        exc = b.op("catch", rep=describes.params[0].rep)
        b.op("call", exc, imm=describes.name, rep=Rep.VOID)
        b.throw("weft_reraise", exc)
        b.at(inside)
        inside.handler, inside.handler_args = caught, []
        b.handler, b.handler_args = caught, []
    out = b.op("call", *stub.params, imm=inner.name, rep=inner.result)
    b.pos = f.pos(callee.code.span)  # names the task
    if stub.result is Rep.VOID:
        b.ret()
    else:
        b.ret(f.convert(out if inner.result is not Rep.VOID else b.none(), result, wanted))
    return name


def failing_entry(program: ProgramLowering, callee: Instance) -> str:
    """The name of a function that fails by what it is given: what a call of `callee` has raised, which was made in the
    place of a task."""
    inner = program.functions[program.function_name(callee)]
    name = f"{inner.name} fails"
    if name not in program.functions:
        stub = ir.Function(name, inner.display, inner.file, [], Rep.VOID, library=inner.library)
        stub.params = [stub.new_value("param", [], None, Rep.ANY, None)]
        stub.new_block()
        program.functions[name] = stub
        f = program.lowering_of(callee, stub)
        f.b.pos = f.no_line()
        if (describer := program.engine.describer) is not None:
            f.b.op("call", stub.params[0], imm=program.function_name(describer), rep=Rep.VOID)
        f.b.throw("weft_reraise", stub.params[0])
    return name

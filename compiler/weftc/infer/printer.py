"""The types of a program as text, for `weft build --dump=types`."""

from __future__ import annotations

from weftc.infer.engine import Engine, Instance
from weftc.kinds.kind import resolve, show


def print_types(engine: Engine) -> str:
    """Each instance with its parameters, result, and the types of its variables by line."""
    lines: list[str] = []
    for instance in sorted(
        engine.instances.values(), key=lambda i: (i.code.module.library, i.code.module.name, i.code.span, i.number)
    ):
        lines += print_instance(instance)
    return "\n".join(lines) + "\n"


def print_instance(instance: Instance) -> list[str]:
    code = instance.code
    names = [p.name for p in code.parameters if not p.keyword_only]
    names += [f"*{code.vararg}"] if code.vararg else []
    names += [p.name for p in code.parameters if p.keyword_only]
    params = ", ".join(f"{n}: {show(resolve(c.find().type))}" for n, c in zip(names, instance.params, strict=True))
    out = [f"{code.module.name}.{code.qualname}({params}) -> {show(resolve(instance.ret.find().type))}"]
    seen: set[tuple[int, int, str]] = set()
    for block in instance.order:
        if block not in instance.reached:
            continue
        for value in block.instrs:
            type = instance.types.get(value.id)
            if type and value.op not in ("const", "builtin", "module", "truth", "gstore"):
                key = (value.span.line, value.span.column, show(resolve(type)))
                if key not in seen:
                    seen.add(key)
                    out.append(f"  {value.span.line}:{value.span.column + 1} {value.op}: {key[2]}")
    return out

"""Which definition each name means, and which definitions a module needs.

In: the program's object, the runtime's, and the linker's own. Out: `Live`, everything that can be reached
from the roots over relocations. A name is looked up in the program first; where two sides define one, that is
an error unless one of them is weak.

A part is what only some programs need though code of every program refers to it: how a wait on a channel
ends, the report of a deadlock. The reference names what brings the part in (making a channel, spawning).
Where none of that is reached, neither is the part, and the reference, which nothing can come by, is missing
like a weak name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from .. import limits
from ..wasm.objects import Datum, Definition, Function, Global, Import, ObjectFile, Reloc, RelocKind, Signature

_VALUE_TYPES = {0x7F: "i32", 0x7E: "i64", 0x7D: "f32", 0x7C: "f64", 0x70: "funcref"}
_NO_RELOCS: list[Reloc] = []
UNREACHABLE = b"\x00\x0b"
#: how many users of a missing symbol a message names
SHOWN_USERS = 3


class LinkError(Exception):
    """The objects don't fit together: a bug of the compiler or the runtime. The text says what is wrong."""


class Library(Protocol):
    """What the linker asks of an object, loaded or stored."""

    name: str
    abi: str
    aliases: dict[str, tuple[str, int]]
    declared: dict[str, Signature]
    weak: set[str]
    parts: dict[str, tuple[str, tuple[str, ...]]]

    def names(self) -> Iterable[str]:
        """Names of all definitions, in order."""

    def find(self, name: str) -> Definition | None:
        """The definition of that name; aliases apart."""


class Loaded:
    """An `ObjectFile` as a library."""

    def __init__(self, object_file: ObjectFile, name: str = "the object") -> None:
        self.name, self.abi = name, object_file.abi
        self.aliases, self.declared, self.weak = object_file.aliases, object_file.declared, object_file.weak
        self.parts = object_file.parts
        self._definitions: dict[str, Definition] = {}
        o = object_file
        definitions: list[Definition] = [*o.functions, *o.data, *o.globals, *o.imports]
        for definition in definitions:
            if definition.name in self._definitions:
                raise LinkError(f"{definition.name} is defined twice in one object")
            self._definitions[definition.name] = definition

    def names(self) -> Iterable[str]:
        """Names of all definitions, in order."""
        return self._definitions.keys()

    def find(self, name: str) -> Definition | None:
        """The definition of that name."""
        return self._definitions.get(name)


@dataclass(slots=True)
class Live:
    """What the module consists of; each list in the order of its objects."""

    functions: list[Function] = field(default_factory=list)
    data: list[Datum] = field(default_factory=list)
    globals: list[Global] = field(default_factory=list)
    imports: list[Import] = field(default_factory=list)
    #: functions (and imports) whose address is taken, in the order of functions
    table: list[str] = field(default_factory=list)
    #: other names in use: name -> (definition's name, offset)
    aliases: dict[str, tuple[str, int]] = field(default_factory=dict)
    #: weak names in use that nothing defines, and parts that nothing brings in
    missing: set[str] = field(default_factory=set)

    def callable(self) -> list[str]:
        """Names in the order of function indices."""
        return [i.name for i in self.imports] + [f.name for f in self.functions]


def defined_names(object_file: ObjectFile) -> set[str]:
    """All names that an object defines."""
    return set(Loaded(object_file).names()).union(object_file.aliases)


def undefined_names(object_file: ObjectFile) -> set[str]:
    """All names that an object refers to without defining them."""
    users: list[Function | Datum] = [*object_file.functions, *object_file.data]
    used = {reloc.symbol for user in users for reloc in user.relocs if reloc.symbol}
    return used - defined_names(object_file) - object_file.parts.keys()


def find_live(libraries: list[Library], roots: Iterable[str], absolute: Iterable[str]) -> Live:
    """All that can be reached from `roots`. `absolute` names are the linker's: they need no definition."""
    _refuse_duplicates(libraries)
    live, found, pointed = Live(), dict[str, Definition](), set[str]()
    known = set(absolute) | {""}
    queue = list(dict.fromkeys(roots))
    known.update(queue)
    undefined: list[str] = []
    parts = {name: part for library in libraries for name, part in library.parts.items()}
    waiting: dict[str, list[str]] = {}  # parts referred to, by what would bring them in
    while queue:
        limits.check()
        name = queue.pop()
        target, companions = parts.get(name, (name, ()))
        if companions and found.keys().isdisjoint(companions):
            live.missing.add(name)
            for companion in companions:
                waiting.setdefault(companion, []).append(name)
            continue
        definition, offset = _look_up(libraries, target)
        if definition is None:
            if any(name in library.weak for library in libraries):
                live.missing.add(name)
            else:
                undefined.append(name)
            continue
        if definition.name != name:
            live.aliases[name] = (definition.name, offset)
            if definition.name in found:
                continue
            known.add(definition.name)
        found[definition.name] = definition
        for part in waiting.pop(definition.name, ()):
            if part in live.missing:
                live.missing.remove(part)
                queue.append(part)
        for reloc in definition.relocs if isinstance(definition, Function | Datum) else _NO_RELOCS:
            symbol = reloc.symbol
            if symbol not in known:
                known.add(symbol)
                queue.append(symbol)
            if reloc.kind is RelocKind.TABLE_SLEB or reloc.kind is RelocKind.TABLE_I32:
                pointed.add(symbol)
    if undefined:
        raise LinkError(_describe_undefined(undefined, found))
    _check_declared(libraries, found, live.aliases)
    _sort(libraries, live, found, {live.aliases.get(name, (name, 0))[0] for name in pointed})
    _add_stubs(libraries, live)
    return live


def _look_up(libraries: list[Library], name: str) -> tuple[Definition | None, int]:
    for weak_too in (False, True):
        for library in libraries:
            if not weak_too and name in library.weak:
                continue
            target, offset = library.aliases.get(name, (name, 0))
            definition = library.find(target)
            if definition is not None:
                return definition, offset
    return None, 0


def _add_stubs(libraries: list[Library], live: Live) -> None:
    """Missing functions must still be callable, for the validator's sake: those of one signature by one stub."""
    stubs: dict[Signature, str] = {}
    for name in sorted(live.missing):
        signature = next((library.declared[name] for library in libraries if name in library.declared), None)
        if signature is None:
            continue
        if signature not in stubs:
            stubs[signature] = f"missing@{len(stubs)}"
            live.functions.append(Function(stubs[signature], signature, [], UNREACHABLE))
        live.aliases[name] = (stubs[signature], 0)


def _refuse_duplicates(libraries: list[Library]) -> None:
    strong: dict[str, Library] = {}
    for library in libraries:
        own = set(library.names()).union(library.aliases) - library.weak
        for name in sorted(own & strong.keys()):
            first, second = strong[name].find(name), library.find(name)
            if not (isinstance(first, Import) and first == second):
                raise LinkError(f"{name} is defined twice")
        strong.update(dict.fromkeys(own, library))


def _check_declared(
    libraries: list[Library], found: dict[str, Definition], aliases: dict[str, tuple[str, int]]
) -> None:
    for library in libraries:
        for name, signature in library.declared.items():
            definition = found.get(aliases.get(name, (name, 0))[0])
            if isinstance(definition, Function | Import) and definition.signature != signature:
                raise LinkError(
                    f"{name} is declared as {describe(signature)}, but defined as {describe(definition.signature)}"
                )


def _sort(libraries: list[Library], live: Live, found: dict[str, Definition], pointed: set[str]) -> None:
    for library in libraries:
        for name in library.names():
            if name not in found:
                continue
            match found.pop(name):
                case Function() as function:
                    live.functions.append(function)
                case Datum() as datum:
                    live.data.append(datum)
                case Global() as variable:
                    live.globals.append(variable)
                case Import() as imported:
                    live.imports.append(imported)
    live.table = [name for name in live.callable() if name in pointed]


def _describe_undefined(undefined: list[str], found: dict[str, Definition]) -> str:
    users: dict[str, list[str]] = {name: [] for name in sorted(undefined)}
    for definition in found.values():
        for reloc in definition.relocs if isinstance(definition, Function | Datum) else _NO_RELOCS:
            if reloc.symbol in users and definition.name not in users[reloc.symbol]:
                users[reloc.symbol].append(definition.name)
    lines = []
    for name, all_of_them in users.items():
        shown = ", ".join(sorted(all_of_them)[:SHOWN_USERS]) or "the list of exports and roots"
        more = f" and {len(all_of_them) - SHOWN_USERS} more" if len(all_of_them) > SHOWN_USERS else ""
        lines.append(f"{name} is not defined; used by {shown}{more}")
    return "\n".join(lines)


def describe(signature: Signature) -> str:
    """A function type as people write it."""

    def join(types: bytes) -> str:
        return ", ".join(_VALUE_TYPES.get(t, f"0x{t:x}") for t in types)

    return f"({join(signature.params)}) -> ({join(signature.results)})"

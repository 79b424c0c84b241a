"""Module loading: the program's file, the modules beside it, those that come with Weft.

`import name` means, in this order: a module that the compiler knows (math, time, sys, weft), `name.py` or the folder
`name` beside the program, a module of the library (lib/std), which is like one of the program's. Anything else is
refused by name, with what to do instead. Modules import each other in circles if they like: each body runs once, when
first imported.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import PurePath

from weftc.diagnostics import DiagnosticSink, did_you_mean, error
from weftc.hir.hir import Module
from weftc.source import LIBRARY_SHOWN, STRING, Positioned, SourceProblem, Span, decode_source, read_source
from weftc.syntax import names
from weftc.syntax.collect import collect_scopes
from weftc.syntax.context import ModuleContext
from weftc.syntax.parse import parse

#: where the library's modules are
LIBRARY_FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "lib")
LIBRARY_PREFIX = "weftc.lib"


def library_file(name: str) -> str:
    """The file of a module below `weftc.lib`. What of `weft` isn't there is the same under CPython, and is in that
    package."""
    parts = name.split(".")[2:]
    path = os.path.join(LIBRARY_FOLDER, *parts) + ".py"
    if parts[:2] == ["std", "weft"] and not os.path.isfile(path):
        path = os.path.join(os.path.dirname(os.path.dirname(LIBRARY_FOLDER)), *parts[1:]) + ".py"
    return path


def library_path(name: str) -> str | None:
    """The file of a library module whose body runs when it is imported."""
    path = os.path.join(LIBRARY_FOLDER, "std", name + ".py")
    return path if name not in names.KNOWN_TO_COMPILER and os.path.isfile(path) else None


def library_modules() -> list[str]:
    files = sorted(os.listdir(os.path.join(LIBRARY_FOLDER, "std")))
    return [file[:-3] for file in files if file.endswith(".py") and file[:-3] not in names.KNOWN_TO_COMPILER]


class Loader:
    """Loads modules, each once. `contexts` are in the order in which they were found."""

    def __init__(self, sink: DiagnosticSink) -> None:
        self.sink = sink
        self.root = ""
        self.contexts: dict[str, ModuleContext] = {}
        self.failed: set[str] = set()

    def load_main(self, path: str, content: bytes | None = None) -> ModuleContext | None:
        """The program's own module; `content` stands for the file, if given."""
        self.root = os.path.dirname(path)
        main = self._load("__main__", path, path, library=False, content=content)
        self._load_imports()
        return main

    def load_library(self, name: str, text: str | None = None) -> ModuleContext | None:
        """`name` is dotted, below `weftc.lib`; `text` stands for the file, if given."""
        path = library_file(name)
        content = None if text is None else text.encode()
        context = self._load(name, path, LIBRARY_SHOWN + PurePath(path).name, library=True, content=content)
        self._load_imports()
        return context

    def _load(
        self, name: str, path: str, shown: str, library: bool, content: bytes | None = None
    ) -> ModuleContext | None:
        source = read_source(path, shown) if content is None else decode_source(content, shown)
        if isinstance(source, SourceProblem):
            span = Span(shown, source.line, 0, source.line, 1) if source.line is not None else None
            self.sink.add(error(source.code, source.message, span, helps=source.helps))
            self.failed.add(name)
            return None
        self.sink.add_source(source)
        tree = parse(source, self.sink)
        if tree is None:
            self.failed.add(name)
            return None
        module = Module(name, source.path, source.text, library)

        def report(message: str, node: Positioned) -> None:
            self.sink.error("E0110", f"invalid syntax: {message}", source.span(node))

        scopes = collect_scopes(tree, report)
        builtins = names.BUILTINS - {"__file__"} if source.path == STRING else names.BUILTINS
        context = ModuleContext(source, tree, module, self.sink, scopes, builtins)
        self.contexts[name] = context
        return context

    # -- imports -----------------------------------------------------------------------------------------

    def _load_imports(self) -> None:
        done = 0
        while done < len(self.contexts):
            context = list(self.contexts.values())[done]
            done += 1
            for node in context.scopes.imports:
                if isinstance(node, ast.Import):
                    self._import(context, node)
                else:
                    self._import_from(context, node)

    def _import(self, context: ModuleContext, node: ast.Import) -> None:
        for alias in node.names:
            bound = alias.asname or alias.name.partition(".")[0]
            if alias.name in names.TYPING_MODULES or alias.name == "collections.abc":
                context.typing_names[bound] = alias.name
            elif self._find(context, alias.name, alias):
                context.imports[alias] = alias.name
                context.plain_imports.add(alias)

    def _import_from(self, context: ModuleContext, node: ast.ImportFrom) -> None:
        owner = node.module or ""
        if node.level:
            package = self._package(context, node)
            if package is None:
                return
            owner = f"{package}.{owner}".strip(".")
        if owner == "__future__":
            return
        if context.module.library and owner.startswith("weft.") and owner not in names.MODULES:
            owner = f"{LIBRARY_PREFIX}.std.{owner}"  # written as under CPython
        if owner in names.TYPING_MODULES:
            for alias in node.names:
                context.typing_names[alias.asname or alias.name] = f"{owner}.{alias.name}"
            return
        if any(alias.name == "*" for alias in node.names):
            return  # refused elsewhere
        if owner and not self._find(context, owner, node):
            return
        for alias in node.names:
            self._import_name(context, owner, alias)

    def _import_name(self, context: ModuleContext, owner: str, alias: ast.alias) -> None:
        submodule = f"{owner}.{alias.name}".strip(".")
        target = self.contexts.get(owner)
        if target is not None and alias.name in target.scopes.module.names:
            context.imports[alias] = owner
        elif self._path_of(submodule) is not None and owner not in names.MODULES:
            if self._find(context, submodule, alias):
                context.imports[alias] = f"{owner}:{submodule}" if owner else submodule
        elif owner in names.MODULES:
            known = names.MODULES[owner]
            if alias.name in known or context.module.library:
                context.imports[alias] = owner
            elif owner == "weft" and alias.name in names.WEFT_HINTS:
                context.typing_names[alias.asname or alias.name] = f"{owner}.{alias.name}"
            elif owner == "weft" and alias.name in names.WEFT_LATER:
                self.sink.error("E0445", f"`weft.{alias.name}` is not built yet", context.span(alias))
            elif alias.name in names.LATER.get(owner, {}):
                why = names.LATER[owner][alias.name]
                self.sink.error("E0445", f"`{owner}.{alias.name}` is not built yet: {why}", context.span(alias))
            else:
                helps = did_you_mean(alias.name, known)
                self.sink.error(
                    "E0203", f"the module {owner} has no name {alias.name}", context.span(alias), helps=helps
                )
        elif target is not None:
            later = names.LATER.get(owner, {}).get(alias.name) if target.module.library else None
            if later is not None:
                self.sink.error("E0445", f"`{owner}.{alias.name}` is not built yet: {later}", context.span(alias))
                return
            helps = did_you_mean(alias.name, target.scopes.module.names)
            self.sink.error("E0203", f"the module {owner} has no name {alias.name}", context.span(alias), helps=helps)

    def _package(self, context: ModuleContext, node: ast.ImportFrom) -> str | None:
        """The package that a relative import starts from, dotted ("" for the program's own folder)."""
        name = context.module.name
        parts = [] if name == "__main__" else name.split(".")
        if PurePath(context.module.file).name != "__init__.py":
            parts = parts[:-1]
        up = node.level - 1
        if up > len(parts) or not parts:
            self.sink.error(
                "E0204",
                "a relative import outside a package",
                context.span(node),
                helps=("a module beside the program is imported by its plain name",),
            )
            return None
        return ".".join(parts[: len(parts) - up])

    def _find(self, context: ModuleContext, name: str, node: Positioned) -> bool:
        """Makes sure that the module, and the packages it is in, are loaded."""
        if name in names.MODULES or name in self.contexts:
            return True
        if context.module.library:
            if name == "rt":
                return True
            if name.startswith(LIBRARY_PREFIX + "."):
                path = library_file(name)
                return self._load(name, path, LIBRARY_SHOWN + PurePath(path).name, library=True) is not None
        if name in self.failed:
            return False
        parts = name.split(".")
        for count in range(1, len(parts) + 1):
            dotted = ".".join(parts[:count])
            if dotted in self.contexts or dotted in names.MODULES:
                continue
            found = self._path_of(dotted)
            library = library_path(dotted)
            if found is None and library is not None:
                if self._load(dotted, library, LIBRARY_SHOWN + PurePath(library).name, library=True) is None:
                    return False
                continue
            if found is None:
                self._missing(context, name, dotted, node)
                self.failed.add(name)
                return False
            if os.path.isdir(found):
                self._namespace(dotted, found)
            elif self._load(dotted, found, found, library=False) is None:
                return False
        return True

    def _namespace(self, name: str, path: str) -> None:
        """A folder without __init__.py: a package with nothing in it but its modules."""
        from weftc.source import SourceFile

        source = SourceFile(os.path.join(path, "__init__.py"), "")
        tree = ast.parse("")
        module = Module(name, source.path, "", False)
        scopes = collect_scopes(tree, lambda message, node: None)
        self.contexts[name] = ModuleContext(source, tree, module, self.sink, scopes, names.BUILTINS)

    def _path_of(self, name: str) -> str | None:
        """The file of a module beside the program, or the folder of a package without __init__.py."""
        if not name:
            return None
        base = os.path.join(self.root, *name.split("."))
        for file in (os.path.join(base, "__init__.py"), base + ".py"):
            if os.path.isfile(file):
                return file
        if os.path.isdir(base) and any(entry.endswith(".py") for entry in os.listdir(base)):
            return base
        return None

    def _missing(self, context: ModuleContext, name: str, part: str, node: Positioned) -> None:
        top = name.partition(".")[0]
        hint = names.MODULE_HINTS.get(name) or names.MODULE_HINTS.get(top)
        if hint is not None:
            self.sink.error(
                "E0444",
                f"the module {name} is not built yet",
                context.span(node),
                "not available",
                helps=(hint,),
            )
            return
        near = did_you_mean(part, [*names.MODULES, *library_modules(), *self._beside()])
        helps = near or (f"put {part.replace('.', '/')}.py beside the program",)
        self.sink.error("E0202", f"there is no module {part}", context.span(node), "not found", helps=helps)

    def _beside(self) -> Iterator[str]:
        """The modules beside the program."""
        try:
            entries = sorted(os.listdir(self.root or "."))
        except OSError:
            return
        for entry in entries:
            if entry.endswith(".py") and entry != "__init__.py":
                yield entry[:-3]

"""Diagnostics: what the compiler has to say about a program. They are data; text (`render`) and JSON
(`data`) are apart."""

from weftc.diagnostics.diagnostic import Diagnostic, Label, Severity, error, note, warning
from weftc.diagnostics.entry import CodeEntry
from weftc.diagnostics.near import did_you_mean, near_name
from weftc.diagnostics.render import render, render_all
from weftc.diagnostics.sink import DiagnosticSink
from weftc.diagnostics.table import explain, lookup

__all__ = [
    "CodeEntry",
    "Diagnostic",
    "DiagnosticSink",
    "Label",
    "Severity",
    "did_you_mean",
    "error",
    "explain",
    "lookup",
    "near_name",
    "note",
    "render",
    "render_all",
    "warning",
]

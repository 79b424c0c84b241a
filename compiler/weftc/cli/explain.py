"""`weft explain`: the long story of a code."""

from __future__ import annotations

from argparse import Namespace

from weftc.cli.arguments import wrong
from weftc.cli.report import print_out
from weftc.diagnostics.table import explain as explanation
from weftc.diagnostics.table import near_codes


def explain(options: Namespace) -> int:
    """Prints it."""
    text = explanation(options.code)
    if text is None:
        helps = near_codes(options.code) or ("codes look like E0201; each message begins with its own",)
        raise wrong(f"there is no code {options.code}", *helps)
    print_out(text)
    return 0

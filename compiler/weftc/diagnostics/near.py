"""Near names for typos."""

from __future__ import annotations

from collections.abc import Iterable


def near_name(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `name` most likely means, or None. Case counts little; private names are not offered
    for public ones."""
    names = {candidate for candidate in candidates if candidate != name}
    if not name.startswith("_"):
        names = {candidate for candidate in names if not candidate.startswith("_")}
    folded: dict[str, str] = {}
    for candidate in sorted(names):
        folded.setdefault(candidate.lower(), candidate)
    if name.lower() in folded:
        return folded[name.lower()]
    if len(name) < 2:
        return None
    from difflib import get_close_matches  # which takes a while to import

    found = get_close_matches(name.lower(), sorted(folded), 1, 0.7)
    return folded[found[0]] if found else None


def did_you_mean(name: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """The help line for a misspelt name: one string, or none."""
    near = near_name(name, candidates)
    return (f"did you mean `{near}`?",) if near is not None else ()

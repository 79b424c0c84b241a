"""A table of programs under several implementations: seconds of each, Weft's as ratios of the others', and their
geometric means.

A peer that isn't there, or doesn't take a program, leaves a cell empty. A program whose outputs differ has no row of
numbers, and makes the exit status 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import geometric_mean

from programs import Failed
from table import print_head, print_row, shown

NONE = "-"
#: how many of the slowest are named
SLOWEST = 5


@dataclass(frozen=True, slots=True)
class Ratios:
    """The table so far: for each program the seconds of Weft and of those peers that ran it."""

    #: in the order of the columns
    peers: Sequence[str]
    measured: dict[str, dict[str, float]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def measure(self, programs: Sequence[str], seconds: Callable[[str], Mapping[str, float]]) -> None:
        """Measures programs, and prints a row for each."""
        print_head(["program", "Weft", *self.peers, *(f"of {peer}" for peer in self.peers)])
        for name in programs:
            try:
                times = self.measured[name] = dict(seconds(name))
            except Failed as failure:
                self.failed[name] = str(failure)
                print_row(name, "**no result**", *[NONE] * 2 * len(self.peers))
                continue
            peers = [shown(times[peer]) if peer in times else NONE for peer in self.peers]
            print_row(name, shown(times["Weft"]), *peers, *(self._ratio(name, peer) for peer in self.peers))

    def _ratio(self, name: str, peer: str) -> str:
        times = self.measured[name]
        return f"{times['Weft'] / times[peer]:.3f}" if peer in times else NONE

    def of(self, peer: str) -> dict[str, float]:
        """Weft's seconds as a part of a peer's, by program."""
        return {name: times["Weft"] / times[peer] for name, times in self.measured.items() if peer in times}

    def mean(self, peer: str) -> float:
        """The geometric mean; 0 if nothing was measured."""
        ratios = self.of(peer)
        return geometric_mean(ratios.values()) if ratios else 0

    def slowest(self, peer: str) -> list[str]:
        """All programs, those first that are slowest against a peer."""
        ratios = self.of(peer)
        return sorted(ratios, key=lambda name: -ratios[name])

    def print_summary(self) -> int:
        """Prints means, the slowest against the first peer, and what has no result; the exit status."""
        means = {peer: self.mean(peer) for peer in self.peers}
        print("\ngeometric means: " + ", ".join(f"{mean:.3f} of {peer}" for peer, mean in means.items() if mean))
        first = self.peers[0]
        named = [f"{name} {self._ratio(name, first)}" for name in self.slowest(first)[:SLOWEST]]
        print(f"slowest against {first}: {', '.join(named)}")
        for name, why in self.failed.items():
            print(f"no result: {name}: {why}")
        return 1 if self.failed else 0

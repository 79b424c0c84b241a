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

    def summary(self, against: str, mean_target: float, targets: Callable[[str], float]) -> int:
        """Prints means, the slowest and what misses its target against one of the peers; the exit status."""
        means = {peer: geometric_mean(self.of(peer).values()) for peer in self.peers if self.of(peer)}
        print("\ngeometric means: " + ", ".join(f"{mean:.3f} of {peer}" for peer, mean in means.items()))
        ratios = self.of(against)
        order = sorted(ratios, key=lambda name: -ratios[name])
        print(f"slowest against {against}: " + ", ".join(f"{name} {ratios[name]:.3f}" for name in order[:SLOWEST]))
        over = [f"{name} {ratios[name]:.3f} ({targets(name):g})" for name in order if ratios[name] > targets(name)]
        if means.get(against, 0) > mean_target:
            over.insert(0, f"geometric mean {means[against]:.3f} ({mean_target:g})")
        print(f"over the target: {', '.join(over) or 'none'}")
        for name, why in self.failed.items():
            print(f"no result: {name}: {why}")
        return 1 if self.failed else 0

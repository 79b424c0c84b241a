"""Where a task is among all spawns, as a number that doesn't depend on what else runs.

Main's path is 0. A child's follows from that of the task that spawned it and from its place, from 1 on, among that
task's spawns. Compiled programs have the same (weftc's builtins/tasks.py).
"""

_WORD = (1 << 64) - 1


def child_path(path: int, place: int) -> int:
    """60 bits, by the last steps of SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, 2014)."""
    z = (path + place * 0x9E3779B97F4A7C15) & _WORD
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & _WORD
    z = (z ^ z >> 27) * 0x94D049BB133111EB & _WORD
    return (z ^ z >> 31) >> 4

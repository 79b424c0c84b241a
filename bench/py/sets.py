"""Sets beside dicts: membership and adding, of ints, texts and pairs, turn by turn: what an operation takes of either,
their ratio, and the seconds of the sets' part. `sets.py [KEYS]`"""

import sys
import time

ROUNDS = 5


def add_to_set(keys):
    s = set()
    for key in keys:
        s.add(key)
    return len(s)


def put_into_dict(keys):
    d = {}
    for key in keys:
        d[key] = True
    return len(d)


def look_in_set(keys, s, times):
    found = 0
    for _ in range(times):
        for key in keys:
            if key in s:
                found += 1
    return found


def look_in_dict(keys, d, times):
    found = 0
    for _ in range(times):
        for key in keys:
            if key in d:
                found += 1
    return found


def measure(name, keys, times):
    """Seconds of the set's part; the least of some rounds."""
    half = keys[::2]
    s = set(half)
    d = dict.fromkeys(half, True)
    least = [1e9, 1e9, 1e9, 1e9]
    for _ in range(ROUNDS):
        marks = [time.perf_counter()]
        one = look_in_set(keys, s, times)
        marks.append(time.perf_counter())
        other = look_in_dict(keys, d, times)
        marks.append(time.perf_counter())
        assert one == other
        for _ in range(times):
            one = add_to_set(keys)
        marks.append(time.perf_counter())
        for _ in range(times):
            other = put_into_dict(keys)
        marks.append(time.perf_counter())
        assert one == other
        for k in range(4):
            least[k] = min(least[k], marks[k + 1] - marks[k])
    n = len(keys) * times / 1e9
    for what, mine, other in (("in", least[0], least[1]), ("added to", least[2], least[3])):
        print(f"ns per key, {name} {what} a set: {mine / n:.1f}; a dict: {other / n:.1f}; ratio {mine / other:.2f}")
    return least[0] + least[2]


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    times = max(1, 2000000 // n)
    spread = [(i * 7919 + 12345) % 1000003 * 17 for i in range(n)]
    seconds = measure("small ints", list(range(n)), times)
    seconds += measure("spread ints", spread, times)
    seconds += measure("texts", [f"key {i}" for i in spread], times)
    seconds += measure("pairs", [(i % 97, i) for i in range(n)], max(1, times // 4))
    print("seconds:", seconds)


main()

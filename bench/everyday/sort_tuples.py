"""Sorts pairs and triples: events by time, intervals that are merged, points by distance."""


def make_events(count):
    events = []
    seed = 5
    for number in range(count):
        seed = (seed * 48271) % 2147483647
        events.append((seed % 1000, seed // 1000 % 50, number))
    return events


def merge(intervals):
    merged = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def main():
    events = make_events(200000)
    events.sort()
    print(events[0], events[len(events) // 2], events[-1])
    events.sort(key=lambda event: (event[1], -event[0], event[2]))
    print(events[0], events[-1])
    total = 0
    for turn in range(3):
        intervals = [(a * 50 + b, a * 50 + b + n % (5 + turn)) for a, b, n in events]
        merged = merge(intervals)
        total += len(merged)
        print(len(merged), merged[0], merged[-1])
    points = [(a - 500, b - 25) for a, b, n in events]
    points.sort(key=lambda p: (p[0] * p[0] + p[1] * p[1], p))
    print(total, points[100], points[-1])


main()

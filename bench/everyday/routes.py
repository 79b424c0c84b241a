"""Shortest routes by Dijkstra's algorithm with heapq, on roads kept as lists in a dict."""

import heapq


def make_roads(towns):
    roads = {}
    for town in range(towns):
        roads[town] = []
    seed = 4
    for town in range(towns):
        for _ in range(5):
            seed = (seed * 16807) % 2147483647
            other = seed % towns
            length = seed // 8192 % 90 + 10
            roads[town].append((other, length))
            roads[other].append((town, length))
    return roads


def distances(roads, start):
    best = {start: 0}
    heap = [(0, start)]
    while heap:
        distance, town = heapq.heappop(heap)
        if distance > best[town]:
            continue
        for other, length in roads[town]:
            longer = distance + length
            if other not in best or longer < best[other]:
                best[other] = longer
                heapq.heappush(heap, (longer, other))
    return best


def main():
    roads = make_roads(20000)
    for start in (0, 1234, 7777, 19999):
        best = distances(roads, start)
        print(start, len(best), max(best.values()), sum(best.values()))


main()

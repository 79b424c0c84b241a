INFINITY = float("inf")


class Graph:
    def __init__(self):
        self.edges = {}

    def connect(self, a, b, cost):
        self.edges.setdefault(a, []).append((b, cost))
        self.edges.setdefault(b, []).append((a, cost))

    def shortest(self, start):
        distance = {name: INFINITY for name in self.edges}
        previous = {}
        distance[start] = 0
        todo = list(self.edges)
        while todo:
            here = min(todo, key=lambda name: distance[name])
            todo.remove(here)
            for there, cost in self.edges[here]:
                total = distance[here] + cost
                if total < distance[there]:
                    distance[there] = total
                    previous[there] = here
        return distance, previous


def path(previous, target):
    out = [target]
    while target in previous:
        target = previous[target]
        out.append(target)
    return "-".join(reversed(out))


g = Graph()
for a, b, cost in [("A", "B", 7), ("A", "C", 9), ("A", "F", 14), ("B", "C", 10), ("B", "D", 15),
                   ("C", "D", 11), ("C", "F", 2), ("D", "E", 6), ("E", "F", 9), ("X", "Y", 1.5)]:
    g.connect(a, b, cost)
distance, previous = g.shortest("A")
for name in sorted(distance):
    print(name, distance[name], path(previous, name))

inventory = {
    "fruit": {"apple": 3, "pear": 0},
    "tools": {"hammer": 1},
}
inventory["fruit"]["fig"] = 12
inventory["toys"] = {}
inventory["toys"]["ball"] = 2
for section, items in inventory.items():
    print(section, sum(items.values()), sorted(items))
graph = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}


def reach(graph, start):
    seen = {start: True}
    stack = [start]
    while stack:
        for there in graph[stack.pop()]:
            if there not in seen:
                seen[there] = True
                stack.append(there)
    return list(seen)


print(reach(graph, "a"), reach(graph, "c"))
table = {}
for i in range(3):
    for j in range(3):
        table.setdefault(i, {})[j] = i * j
print(table, table[2][2])

def grid(rows, cols):
    return [[0] * cols for _ in range(rows)]


g = grid(3, 4)
g[1][2] = 5
g[2][-1] += 1
print(g)
shared = [[0] * 2] * 3
shared[0][1] = 9
print(shared, shared[0] is shared[2])
print([row[1] for row in g], [sum(row) for row in g])
transposed = [[row[i] for row in g] for i in range(4)]
print(transposed)
cube = [[[x * y * z for z in range(3)] for y in range(2)] for x in range(2)]
print(cube, cube[1][1][2])
flat = [v for row in g for v in row]
print(flat, len(flat))
deep = [1]
for _ in range(3):
    g.append(deep)
deep.append(2)
print(g[3:])

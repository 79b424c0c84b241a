"""Planets around a sun"""

import math


class Body:
    def __init__(self, x, y, vx, vy, mass):
        self.x, self.y, self.vx, self.vy, self.mass = x, y, vx, vy, mass


def step(bodies, dt):
    for i in range(len(bodies)):
        a = bodies[i]
        for j in range(i + 1, len(bodies)):
            b = bodies[j]
            dx, dy = a.x - b.x, a.y - b.y
            square = dx * dx + dy * dy + 0.01
            pull = dt / (square * math.sqrt(square))
            a.vx -= dx * b.mass * pull
            a.vy -= dy * b.mass * pull
            b.vx += dx * a.mass * pull
            b.vy += dy * a.mass * pull
    for body in bodies:
        body.x += body.vx * dt
        body.y += body.vy * dt


def energy(bodies):
    total = 0.0
    for i, a in enumerate(bodies):
        total += a.mass * (a.vx * a.vx + a.vy * a.vy) / 2
        for b in bodies[i + 1 :]:
            total -= a.mass * b.mass / math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + 0.01)
    return total


bodies = [Body(0, 0, 0, 0, 40.0), Body(4, 0, 0, 3.1, 0.3), Body(-7, 0, 0, -2.3, 0.9), Body(0, 12, -1.8, 0, 0.1)]
print(f"energy before: {energy(bodies):.6f}")
for _ in range(200_000):
    step(bodies, 0.0005)
print(f"energy after:  {energy(bodies):.6f}")

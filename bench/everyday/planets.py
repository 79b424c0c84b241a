"""Bodies that attract each other: a class of floats, stepped through time."""

import math


class Body:
    x: float
    y: float
    vx: float
    vy: float
    mass: float

    def __init__(self, x, y, vx, vy, mass):
        self.x = x
        self.y = y
        self.vx = vx
        self.vy = vy
        self.mass = mass


def advance(bodies, dt):
    for i in range(len(bodies)):
        a = bodies[i]
        for j in range(i + 1, len(bodies)):
            b = bodies[j]
            dx = b.x - a.x
            dy = b.y - a.y
            square = dx * dx + dy * dy + 0.01
            pull = dt / (square * math.sqrt(square))
            a.vx += dx * b.mass * pull
            a.vy += dy * b.mass * pull
            b.vx -= dx * a.mass * pull
            b.vy -= dy * a.mass * pull
    for body in bodies:
        body.x += body.vx * dt
        body.y += body.vy * dt


def energy(bodies):
    total = 0.0
    for i in range(len(bodies)):
        a = bodies[i]
        total += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy)
        for b in bodies[i + 1 :]:
            total -= a.mass * b.mass / math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + 0.01)
    return total


def main():
    bodies = [Body(0.0, 0.0, 0.0, 0.0, 100.0)]
    for n in range(1, 6):
        bodies.append(Body(2.0 * n, 0.5 * n, -0.3, 7.0 / n**0.5, 0.1 * n))
    print(f"{energy(bodies):.6f}")
    for _ in range(1200000):
        advance(bodies, 0.0005)
    print(f"{energy(bodies):.6f}")
    for body in bodies:
        print(f"{body.x:9.4f} {body.y:9.4f}")


main()

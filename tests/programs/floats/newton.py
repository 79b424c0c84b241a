def square_root(x):
    guess = x / 2 if x > 1 else 1.0
    turns = 0
    while abs(guess * guess - x) > 1e-12 * x:
        guess = (guess + x / guess) / 2
        turns += 1
    return guess, turns


def integrate(f, low, high, parts):
    width = (high - low) / parts
    total = 0.5 * (f(low) + f(high))
    for i in range(1, parts):
        total += f(low + i * width)
    return total * width


for x in [2, 2.0, 9, 0.25, 1000000]:
    root, turns = square_root(x)
    print(f"{root:.9f}", turns)
print(f"{integrate(lambda t: t * t, 0, 3, 300):.6f}")
print(f"{integrate(lambda t: 1 / t, 1.0, 2.0, 1000):.8f}")

def histogram(values, bins, low, high):
    counts = [0] * bins
    outside = 0
    for v in values:
        if low <= v < high:
            counts[int((v - low) / (high - low) * bins)] += 1
        else:
            outside += 1
    return counts, outside


def draw(counts, low, high, width=30):
    peak = max(counts) or 1
    step = (high - low) / len(counts)
    for i, n in enumerate(counts):
        left = low + i * step
        bar = "█" * (n * width // peak)
        print(f"{left:>7.2f} .. {left + step:<7.2f}|{bar:<{width}}|{n:>5}")


def uniform(seed):
    state = seed

    def draw_one():
        nonlocal state
        state = state * 16807 % 2147483647
        return state / 2147483647

    return draw_one


random = uniform(99)
values = [sum(random() for _ in range(6)) - 3 for _ in range(2000)]
counts, outside = histogram(values, 12, -2.0, 2.0)
draw(counts, -2.0, 2.0)
mean = sum(values) / len(values)
variance = sum((v - mean) ** 2 for v in values) / (len(values) - 1)
print(f"n={len(values)} mean={mean:.6f} sd={variance ** 0.5:.6f} outside={outside}")
ordered = sorted(values)
print(f"median={(ordered[999] + ordered[1000]) / 2:.6f} min={ordered[0]:.4f} max={ordered[-1]:.4f}")

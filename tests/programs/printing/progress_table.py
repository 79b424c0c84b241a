def bar(value, width=20, full="#", empty="."):
    filled = round(value * width)
    return full * filled + empty * (width - filled)


for name, value in [("alpha", 0.0), ("beta", 0.125), ("gamma", 0.5), ("delta", 0.975), ("all", 1)]:
    print(f"{name:>8} [{bar(value)}] {value:7.1%}")
print()
header = ["n", "n^2", "1/n"]
print(" | ".join(f"{h:^8}" for h in header))
print("-+-".join(["-" * 8] * 3))
for n in range(1, 6):
    print(" | ".join([f"{n:>8}", f"{n * n:>8}", f"{1 / n:>8.4f}"]))

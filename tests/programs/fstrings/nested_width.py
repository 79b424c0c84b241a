def line(label, value, width, precision):
    return f"{label:<{width}}{value:>{width}.{precision}f}"


print(line("alpha", 3.14159, 10, 2))
print(line("b", 2.0, 6, 0))
for w in range(1, 6):
    print(f"{'x' * w:.>{w + 3}}|{w:0{w}}|")
align = "^"
print(f"{'mid':{align}9}|{42:{'+'}}|")
n = 8
print(f"{5:0{n}b} {250:0{n}b} {n=} {n * 2 = } {n!r}")
pi = 3.14159
print(f"{pi=:.2f} {'s'=}")

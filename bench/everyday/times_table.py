"""Prints many lines: a table, with print's own spacing and with formats."""


def main():
    for a in range(1, 5501):
        for b in range(1, 101):
            print(a, "times", b, "is", a * b)
        print(f"{a:5d} | {a * a:8d} | {1 / a:.6f}")
        print("-" * 20, end="\n\n")


main()

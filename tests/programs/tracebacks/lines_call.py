def check(a, b, c):
    if a > b:
        raise ValueError(
            "too large",
        )
    return c

def main():
    total = 1 + check(
        3,
        2,
        5,
    )
    print(total)

main()

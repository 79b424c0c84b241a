def f(a, b):
    assert (
        a < b
    ), (
        "a must be below b: "
        f"{a} {b}"
    )

f(2, 1)

def f(x):
    return ("日本語" + x +
            str(1 // 0) + "語")
f("👍🏽")

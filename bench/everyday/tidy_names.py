"""Tidies names that people typed: strip, lower, title, replace, and tests of letters and digits."""

TYPED = ["  ada LOVELACE ", "Grace-Hopper", "alan  turing\t", " BARBARA_liskov", "donald knuth!", "edsger dijkstra 1930"]


def tidy(name):
    name = name.strip().replace("_", " ").replace("-", " ").rstrip("!")
    words = [word for word in name.split() if not word.isdigit()]
    return " ".join([word.title() for word in words])


def user_name(name):
    first, last = name.lower().split(" ")
    return (first[0] + last)[:8].ljust(8, "x")


def main():
    seen = {}
    upper = 0
    for n in range(400000):
        name = tidy(TYPED[n % 6] + (" " + str(n) if n % 2 else ""))
        user = user_name(name)
        if user.startswith("a") or user.endswith("h"):
            upper += len(user.upper())
        initials = "".join([word[0] for word in name.split(" ")])
        key = f"{user}:{initials.center(6, '.')}"
        if key in seen:
            seen[key] += 1
        else:
            seen[key] = 1
    for key in sorted(seen):
        print(key, seen[key])
    print(upper)


main()

"""Sets: who came on which days, who came always, never, or once; and the words of one text but not of another."""


def visitors(day, count):
    seed = day * 7919 + 1
    came = set()
    for _ in range(count):
        seed = (seed * 16807) % 2147483647
        came.add(seed % 20000)
    return came


def main():
    days = [visitors(day, 30000) for day in range(30)]
    ever = set()
    always = days[0]
    for day in days:
        ever = ever | day
        always = always & day
    print(len(ever), len(always), len(days[1] - days[2]), len(days[3] ^ days[4]))
    kept = 0
    for one in days:
        for other in days[:10]:
            kept += len(one & other)
    print(kept, len([v for v in range(25000) if v not in ever]))
    names = set()
    for n in range(800000):
        names.add("guest" + str(n * n % 9973))
    known = 0
    for n in range(800000):
        if "guest" + str(n) in names:
            known += 1
    print(len(names), known)


main()

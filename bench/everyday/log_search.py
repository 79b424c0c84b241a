"""Searches the lines of a log: startswith, in, find, split, and what each level has most of."""

LEVELS = ["DEBUG", "INFO", "INFO", "INFO", "WARNING", "ERROR"]
PARTS = ["disk", "network", "login", "cache", "database"]


def make_log(count):
    lines = []
    seed = 77
    for n in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        level = LEVELS[seed // 65536 % 6]
        part = PARTS[seed // 1048576 % 5]
        lines.append(f"2024-03-{n % 28 + 1:02d} {level} {part}: request {n} took {seed % 997} ms")
    return lines


def main():
    lines = make_log(450000)
    errors = [line for line in lines if " ERROR " in line]
    march = [line for line in lines if line.startswith("2024-03-07")]
    slow = 0
    took = 0
    parts = {}
    for line in lines:
        at = line.find("took ")
        end = line.find(" ", at + 5)
        ms = int(line[at + 5 : end])
        took += ms
        if ms > 900 and not line.endswith("950 ms"):
            slow += 1
        words = line.split(" ")
        key = words[1] + "/" + words[2].rstrip(":")
        parts[key] = parts.get(key, 0) + 1
    print(len(errors), len(march), slow, took)
    for key in sorted(parts, key=lambda k: (-parts[k], k))[:4]:
        print(key, parts[key])


main()

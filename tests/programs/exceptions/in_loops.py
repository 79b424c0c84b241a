def parse_all(items):
    good = []
    bad = []
    for item in items:
        try:
            good.append(int(item))
        except ValueError:
            bad.append(item)
            continue
        else:
            if good[-1] > 100:
                break
        finally:
            bad.append("|")
    return good, bad


print(parse_all(["1", "x", "2", "200", "3"]))


def retry(limit):
    attempts = 0
    while True:
        attempts += 1
        try:
            if attempts < 3:
                raise OSError("try again")
            return attempts
        except OSError as e:
            if attempts == limit:
                return str(e)


print(retry(5), retry(2))
total = 0
for i in range(1000):
    try:
        if i % 7 == 0:
            raise ValueError(i)
        total += i
    except ValueError as e:
        total -= e.args[0]
print(total)

"""Reads what people typed, where much is wrong: exceptions raised, caught, and passed on."""

TYPED = ["12", "seven", "-5", "", "3.5", "1000", "99 ", "x1", "42", "7"]


def parse(text):
    try:
        return int(text)
    except ValueError:
        return -1


def checked(number):
    if number < 0:
        raise ValueError("negative")
    if number > 500:
        raise KeyError("large")
    return number


def main():
    ages = {"ada": 36, "alan": 41, "grace": 85}
    names = ["ada", "bob", "grace", "alan", "eve"]
    total = 0
    negative = 0
    large = 0
    missing = 0
    ended = 0
    for n in range(2000000):
        try:
            total += checked(parse(TYPED[n % 10]))
        except ValueError:
            negative += 1
        except KeyError:
            large += 1
        finally:
            ended += 1
        try:
            total += ages[names[n % 5]]
        except KeyError:
            missing += 1
    print(total, negative, large, missing, ended)


main()

DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
NAMES = "January February March April May June July August September October November December".split()


def leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in(year, month):
    return DAYS[month - 1] + (1 if month == 2 and leap(year) else 0)


def weekday(year, month, day):
    if month < 3:
        month += 12
        year -= 1
    k, j = year % 100, year // 100
    return (day + 13 * (month + 1) // 5 + k + k // 4 + j // 4 + 5 * j + 5) % 7


def show(year, month):
    title = f"{NAMES[month - 1]} {year}"
    print(f"{title:^20}".rstrip())
    print("Mo Tu We Th Fr Sa Su")
    cells = ["  "] * weekday(year, month, 1)
    cells += [f"{d:2}" for d in range(1, days_in(year, month) + 1)]
    for i in range(0, len(cells), 7):
        print(" ".join(cells[i:i + 7]))


show(2024, 2)
show(2023, 10)
print([y for y in range(1890, 1915) if leap(y)], leap(2000), leap(1900))
print(sum(1 for y in range(1901, 2001) for m in range(1, 13) if weekday(y, m, 1) == 6))

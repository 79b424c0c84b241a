"""Sorts records of people by one thing and another."""

FIRST = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hana", "Ivo", "June"]
LAST = ["Abel", "Berg", "Cole", "Dunn", "Eder", "Ford", "Grant", "Holm"]


class Person:
    first: str
    last: str
    age: int
    height: float

    def __init__(self, first, last, age, height):
        self.first = first
        self.last = last
        self.age = age
        self.height = height


def make_people(count):
    people = []
    seed = 99
    for _ in range(count):
        seed = (seed * 16807) % 2147483647
        people.append(Person(FIRST[seed % 10], LAST[seed // 10 % 8], seed // 80 % 90, 1.4 + seed // 7200 % 70 / 100))
    return people


def main():
    people = make_people(90000)
    checksum = 0
    for turn in range(9):
        by_age = sorted(people, key=lambda p: p.age)
        by_name = sorted(people, key=lambda p: (p.last, p.first))
        by_height = sorted(people, key=lambda p: p.height, reverse=True)
        checksum += by_age[turn * 1000].age + len(by_name[turn].last) + int(by_height[turn].height * 100)
    oldest = max(people, key=lambda p: p.age)
    print(checksum, oldest.first, oldest.last, oldest.age)
    for p in by_name[:3] + by_name[-3:]:
        print(f"{p.last}, {p.first} ({p.age}) {p.height:.2f} m")


main()

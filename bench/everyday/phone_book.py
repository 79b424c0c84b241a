"""What may be missing: numbers that are None, lookups that find nothing, fields that are filled in later."""

from typing import Optional


class Entry:
    name: str
    phone: Optional[int]
    boss: Optional["Entry"]

    def __init__(self, name: str, phone: Optional[int]):
        self.name = name
        self.phone = phone
        self.boss = None


def find(book: dict[str, Entry], name: str) -> Optional[Entry]:
    if name in book:
        return book[name]
    return None


def reach(entry: Optional[Entry]) -> Optional[int]:
    """The number of the person, or of the next boss who has one."""
    while entry is not None:
        if entry.phone is not None:
            return entry.phone
        entry = entry.boss
    return None


def main():
    book: dict[str, Entry] = {}
    for n in range(20000):
        book[f"p{n}"] = Entry(f"p{n}", 1000 + n if n % 4 == 0 else None)
    for n in range(20000):
        boss = find(book, f"p{n * 3 // 2 + 1}")
        book[f"p{n}"].boss = boss
    unknown = 0
    silent = 0
    total = 0
    for turn in range(160):
        for n in range(0, 40000, 2):
            entry = find(book, f"p{n + turn}")
            if entry is None:
                unknown += 1
                continue
            number = reach(entry)
            if number is None:
                silent += 1
            else:
                total += number
    print(unknown, silent, total)


main()

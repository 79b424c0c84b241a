def area(width: float, height: float = 1.0) -> float:
    return width * height


def join_all(words: list[str], sep: str = " ") -> str:
    return sep.join(words)


def index_of(items: list[int], wanted: int) -> int | None:
    for i, item in enumerate(items):
        if item == wanted:
            return i
    return None


count: int = 0
names: list[str] = []
table: dict[str, int] = {}
names.append("a")
table["x"] = 1
count += len(names)
print(area(2, 3), area(2.5), join_all(["a", "b"]), join_all([], "-"))
print(index_of([5, 6], 6), index_of([], 1), count, names, table)


def typed_local(n: int) -> list[int]:
    out: list[int] = []
    value: int
    for value in range(n):
        out.append(value)
    return out


print(typed_local(3))

def annotated(a: int, b: float = 1.0) -> float:
    c: float = a
    return b + c


def optional(name: str | None = None) -> str:
    return name or "nobody"


def of_containers(xs: list[int], d: dict[str, list[int]]) -> tuple[int, ...]:
    ys: list[float] = []
    ys.append(len(xs))
    return tuple(d["a"])


class Typed:
    size: int = 3
    name: str

    def __init__(self, name: str) -> None:
        self.name = name

    def next(self) -> "Typed":
        return Typed(self.name)


annotated(1)
optional(), optional("a")
of_containers([1], {"a": [1]})
Typed("a").next()

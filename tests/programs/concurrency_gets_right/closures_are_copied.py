# A spawned body shares no mutable object through a closure, nor through an argument, a global or a method's object.
from weft import join, spawn

board = {"global": 0}


class Limiter:
    def __init__(self):
        self.buckets = {"a": 0}

    def hit(self):
        self.buckets["a"] += 1
        return self.buckets["a"]


def count(board, key):
    board[key] += 1
    return board[key]


def hit_board():
    board["global"] += 1
    return board["global"]


def main():
    buckets = {"a": 0}
    nested = [[0]]

    def hit():
        buckets["a"] += 1
        nested[0][0] += 1
        return buckets["a"] + nested[0][0]

    limiter = Limiter()
    print(join([spawn(hit) for _ in range(3)]))
    print(join([spawn(count, buckets, "a") for _ in range(3)]))
    print(join([spawn(limiter.hit) for _ in range(3)]))
    print(join([spawn(hit_board) for _ in range(3)]))
    print(buckets, nested, limiter.buckets, board)


main()

"""Elle: what sys/spawn copies"""

from weft import spawn


def main():
    points = {"ada": 3}

    def sum_of_squares(n):
        points["ada"] += 1  # of the copy: the compiler warns
        return sum(k * k for k in range(n)) + points["ada"]

    print(spawn(sum_of_squares, 1000).join())
    print(points)


main()

"""Langoost: a task has a copy, even of what a closure holds"""

from weft import spawn

settings = {"limit": 10}


def main():
    buckets = {"ada": 1}

    def count():
        buckets["ada"] = settings["limit"] + 1  # in the copy: the compiler warns
        return buckets

    print("the task's:", spawn(count).join())
    print("ours:", buckets)


main()

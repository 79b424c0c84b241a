print("third is loaded")
COUNT = 3


def late():
    return "late " + str(COUNT)


if __name__ == "__main__":
    print("never printed")

print("first is loaded", __name__)
value = 10


def bump():
    global value
    value += 1

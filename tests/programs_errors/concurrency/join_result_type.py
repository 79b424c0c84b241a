from weft import spawn


def name():
    return "weft"


print(spawn(name).join() // 2)  # error: operand-types

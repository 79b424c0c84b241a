class Stack(list):
    pass


Stack().push(1)  # error: unknown-attribute

class Stack(list):
    pass


print(Stack([1], [2]))  # error: wrong-arguments

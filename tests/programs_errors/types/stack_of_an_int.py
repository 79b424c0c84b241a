class Stack(list):
    pass


print(Stack(5))  # error: argument-type

print(len([1], [2]))  # error: wrong-arguments

class Greeter:
    def hello():
        return "hello"


print(Greeter().hello())  # error: wrong-arguments

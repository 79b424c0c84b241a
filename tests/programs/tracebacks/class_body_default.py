class A:
    def m(self, x=int(
        "q")):
        return x

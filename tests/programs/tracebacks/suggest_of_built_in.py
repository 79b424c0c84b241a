class A:
    def uper(self): return 1
def pick(n): return A() if n else "abc"
pick(1).uper()
pick(0).uper()

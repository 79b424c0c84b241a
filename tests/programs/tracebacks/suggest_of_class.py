class A:
    size = 3
class B:
    sizes = 3
def pick(n): return A if n else B
print(pick(1).size)
print(pick(0).size)

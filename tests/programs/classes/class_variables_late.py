# A class variable that is bound from outside belongs to the class that it is bound of.
class A:
    x = 1
    items = [1]

    def get(self):
        return self.x


class B(A):
    pass


class C(B):
    pass


a, b, c = A(), B(), C()
print(a.x, b.x, c.x, A.x, B.x, C.x)
B.x = 2
print(a.x, b.x, c.x, A.x, B.x, C.x, c.get())
A.x = 3
print(a.x, b.x, c.x, A.x, B.x, C.x, b.get())
C.x = "text"
print(a.x, b.x, c.x, A.x, B.x, C.x)
b.x = 9
print(b.x, B.x, B().x)
B.items = [2]
B.items.append(3)
print(A.items, B.items, C.items, c.items)
B.fresh = 5
print(b.fresh, c.fresh, C.fresh, B.fresh)
if len(A.items) > 5:
    A.never = 1
try:
    print(A.never)
except AttributeError as e:
    print(e)
A.never = None
print(A.never, B.never, c.never)
C.hook = lambda self, k: (self.x, k)
print(c.hook(1), C.hook(c, 2))
B.x += 10
C.count = 0
for _ in range(3):
    C.count += 1
print(A.x, B.x, C.x, C.count)

class str:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __eq__(self, o): return self.v == o.v
    def __repr__(self): return f'S{self.v}'
xs = [str(3), str(1)]
print(xs == [str(3), str(1)], sorted(xs), xs < [str(4)], min(xs), xs.index(str(1)), str(1) in xs)
t = tuple(xs)
print(t == tuple([str(3), str(1)]), t < tuple([str(9)]))
class list:
    def __init__(self, v): self.v = v
    def __eq__(self, o): print('list.__eq__'); return True
    def append(self, x): print('own append', x)
a = list(1)
print(a == 5)
a.append(3)

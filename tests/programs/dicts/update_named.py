d = {'a': 1}
d.update(b=5)
d.update()
d.update({'c': 7}, d=8, a=9)
d.update([('e', 1)], f=2)
print(d)
class D(dict):
    def __setitem__(self, k, v):
        print('never', k, v)
e = D()
e.update(x=1)
e.update({'y': 2}, z=3)
print(e)
f = {}
f.update(p=[1], q=[2])
f['p'].append(3)
print(f)
m = {}
u = m.update
u({'k': 1})
print(m, m.update({'z': 0}))
def both(x):
    x.update(n=1)
    return x
print(both({'a': 2}), both({'b': 2}))

class P:
    def __init__(self): self.v = 3
def f(x):
    match x:
        case object(v=w):
            print('v', w)
        case _:
            print('other')
for x in [P(), 1]:
    f(x)

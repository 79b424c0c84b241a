class Countdown:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError("past the end")
        return self.n - i


for x in Countdown(3):
    print(x)
print(list(Countdown(4)), sum(Countdown(10)), max(Countdown(5)), 2 in Countdown(3), 9 in Countdown(3))
a, b = Countdown(2)
print(a, b, [x * x for x in Countdown(3)])
print(list(reversed(Countdown(3))), list(enumerate(Countdown(2))))
try:
    Countdown(1)[5]
except IndexError as e:
    print(e)

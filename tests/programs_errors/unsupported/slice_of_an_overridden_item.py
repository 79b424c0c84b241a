class Shifted(list):
    def __getitem__(self, i):
        return super().__getitem__(i - 1)


s = Shifted([1, 2, 3])
print(s[1])
print(s[0:2])  # error: key-type-not-built

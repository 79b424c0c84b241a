# dict(), update() and ** take any object with keys() and items by key.
class Settings:
    def __init__(self, names):
        self.names = names

    def keys(self):
        return [name.lower() for name in self.names]

    def __getitem__(self, key):
        return len(key)


s = Settings(["A", "BB"])
print(dict(s), {**s, "c": 3}, {"a": 0, **s})
d = {"bb": 0}
d.update(s)
print(d)

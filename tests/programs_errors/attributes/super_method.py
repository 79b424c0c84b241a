class Base:
    def hello(self):
        return "base"


class Derived(Base):
    def hello(self):
        return super().helo() + "!"  # error: unknown-attribute


print(Derived().hello())

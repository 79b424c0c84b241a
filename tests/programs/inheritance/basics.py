class Animal:
    def __init__(self, name):
        self.name = name

    def sound(self):
        return "..."

    def speak(self):
        return self.name + " says " + self.sound()


class Dog(Animal):
    def sound(self):
        return "woof"


class Puppy(Dog):
    def __init__(self, name, age):
        super().__init__(name)
        self.age = age

    def sound(self):
        return super().sound() + "!" * self.age


class Fish(Animal):
    pass


for a in [Animal("it"), Dog("rex"), Puppy("bit", 3), Fish("wanda")]:
    print(a.speak(), isinstance(a, Animal), isinstance(a, Dog), isinstance(a, Puppy))
print(Puppy("x", 1).age, Animal.sound(Dog("y")), issubclass(Puppy, Animal), issubclass(Animal, Dog))

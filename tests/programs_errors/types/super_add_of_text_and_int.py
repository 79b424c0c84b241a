class Word(str):
    def __add__(self, other):
        return Word(super().__add__(other))  # error: operand-types


print(Word("a") + 1)

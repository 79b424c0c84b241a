class Alike:
    def __eq__(self, other):
        return True


seen = set()
match len(input()):
    case 0:
        print({[1]})  # error: argument-type
    case 1:
        seen.add({1})  # error: argument-type
    case 2:
        print({Alike()})  # error: argument-type
    case 3:
        print({(1, [2])})  # error: key-type-not-built
    case 4:
        print({1}[0])  # error: argument-type
    case 5:
        print({1} + {2})  # error: operand-types
    case 6:
        print(hash(frozenset([1])))  # error: builtin-not-built
    case 7:
        frozenset([1]).add(2)  # error: unknown-attribute
    case 8:
        print({1} | [2])  # error: operand-types
    case 9:
        set(5)  # error: argument-type

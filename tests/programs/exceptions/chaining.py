class ConfigError(Exception):
    pass


def parse(text):
    try:
        return int(text)
    except ValueError as e:
        raise ConfigError("bad number " + text) from e


try:
    parse("x1")
except ConfigError as e:
    print(e)
    print(repr(e.__cause__))
    print(e.__cause__ is e.__context__)
try:
    try:
        {}["missing"]
    except KeyError:
        raise ConfigError("hidden") from None
except ConfigError as e:
    print(e, e.__cause__, repr(e.__context__), e.__suppress_context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        [][1]
except IndexError as e:
    print(e, "after", repr(e.__context__), e.__cause__)

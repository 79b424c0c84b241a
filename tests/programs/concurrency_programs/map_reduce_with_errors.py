from weft import Err, Ok, spawn


class BadLine(Exception):
    def __init__(self, number, text):
        super().__init__(f"line {number}: {text!r}")
        self.number = number


def parse(number, text):
    parts = text.split("=")
    if len(parts) != 2:
        raise BadLine(number, text)
    return parts[0].strip(), float(parts[1])


lines = ["a = 1", "b = 2.5", "nonsense", "c = x", "d=-4", "", "e = 1e3"]
tasks = [spawn(parse, n, line) for n, line in enumerate(lines, 1)]
values = {}
errors = []
for task in tasks:
    match task.outcome():
        case Ok((name, value)):
            values[name] = value
        case Err(BadLine() as error):
            errors.append(f"bad {error.number}")
        case Err(error):
            errors.append(str(error))
print(values, sum(values.values()))
for error in errors:
    print(error)

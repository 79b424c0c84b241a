from weft import Err, Ok, spawn


def parse(text):
    return int(text)


def show(task):
    match task.outcome():
        case Ok(value):
            return f"ok {value + 1}"
        case Err(error):
            return f"{type(error).__name__}: {error}"


for text in ["41", "x", ""]:
    print(show(spawn(parse, text)))
task = spawn(parse, "7")
print(show(task), show(task), task.join())
total = 0
failed = []
for text, task in [(t, spawn(parse, t)) for t in ["1", "two", "3", "four"]]:
    result = task.outcome()
    if isinstance(result, Ok):
        total += result.value
    else:
        failed.append(text)
print(total, failed)

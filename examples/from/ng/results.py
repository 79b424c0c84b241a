"""NG: Result<T, E> of a task"""

from weft import Err, Ok, spawn


def parse(text):
    return int(text)


for text in ["42", "forty-two"]:
    match spawn(parse, text).outcome():
        case Ok(value):
            print("ok", value)
        case Err(error):
            print("error", error)

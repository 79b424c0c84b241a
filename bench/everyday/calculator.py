"""A calculator: tokens that are numbers or signs in one list, and a stack."""

from typing import Union

EXPRESSIONS = ["1 + 2 * 3", "( 4 + 5 ) * ( 6 - 2 )", "100 / 7 - 3 * 2 + 15", "2 * ( 3 + ( 8 - 5 ) * 4 ) - 1"]
RANK = {"+": 1, "-": 1, "*": 2, "/": 2}


def tokens(text):
    found: list[Union[int, str]] = []
    for word in text.split(" "):
        if word.isdigit():
            found.append(int(word))
        else:
            found.append(word)
    return found


def take_sign(sign: str, waiting: list[str], output: list[Union[int, str]]):
    if sign == "(":
        waiting.append(sign)
    elif sign == ")":
        while waiting[-1] != "(":
            output.append(waiting.pop())
        waiting.pop()
    else:
        while waiting and waiting[-1] != "(" and RANK[waiting[-1]] >= RANK[sign]:
            output.append(waiting.pop())
        waiting.append(sign)


def postfix(items: list[Union[int, str]]):
    output: list[Union[int, str]] = []
    waiting: list[str] = []
    for item in items:
        if isinstance(item, str):
            take_sign(item, waiting, output)
        else:
            output.append(item)
    while waiting:
        output.append(waiting.pop())
    return output


def apply(sign: str, a: int, b: int):
    if sign == "+":
        return a + b
    if sign == "-":
        return a - b
    return a * b if sign == "*" else a // b


def evaluate(items: list[Union[int, str]]):
    stack: list[int] = []
    for item in items:
        if isinstance(item, int):
            stack.append(item)
        elif isinstance(item, str):
            b = stack.pop()
            stack.append(apply(item, stack.pop(), b))
    return stack[0]


def main():
    total = 0
    for n in range(300000):
        total += evaluate(postfix(tokens(f"{n % 50} + {EXPRESSIONS[n % 4]}")))
    print(total)
    print([evaluate(postfix(tokens(text))) for text in EXPRESSIONS])


main()

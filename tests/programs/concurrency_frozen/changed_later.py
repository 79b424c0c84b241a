# What something may change after the first spawn is copied: a task sees it as it was, and nobody sees what a task does.
from weft import Channel, spawn


class Account:
    def __init__(self, owner):
        self.owner = owner
        self.total = 0
        self.lines = []

    def book(self, amount):
        self.total += amount
        self.lines.append(amount)


direct = [1]
aliased = [1]
by_call = [1]
by_parameter = [1]
nested = {"list": [[1]]}
levels = {"deep": {"a": 1}}
account = Account("ann")
accounts = {"bob": [Account("bob")]}
items = [3, 1, 2]
removed = {"a": 1, "b": 2}
looped = [[1], [2]]
alias = aliased
rebound = [1]
by_task = [1]
by_message = [1]
by_result = [1]
shared_part = [1]
whole = [shared_part, [2]]
method = by_call.append


def push(xs, x):
    xs.append(x)


def state():
    lines = [
        f"direct: {direct}",
        f"aliased: {aliased}",
        f"by_call: {by_call}",
        f"by_parameter: {by_parameter}",
        f"nested: {nested}",
        f"levels: {levels}",
        f"account: {account.total} {account.lines}",
        f"accounts: {accounts['bob'][0].total} {accounts['bob'][0].lines}",
        f"items: {items}",
        f"removed: {removed}",
        f"looped: {looped}",
        f"rebound: {rebound}",
        f"by_task: {by_task}",
        f"by_message: {by_message}",
        f"by_result: {by_result}",
        f"shared_part: {shared_part}",
        f"whole: {whole}",
        f"whole: {whole[0] is shared_part} {alias is aliased}",
    ]
    return "\n".join(lines)


def late(gate):
    gate.recv()
    return state()


def worker():
    by_task.append(99)
    push(by_parameter, 98)
    account.book(97)
    nested["list"][0].append(96)
    global rebound
    rebound = [95]
    return state()


gate = Channel()
early = spawn(late, gate)
direct.append(2)
alias.append(2)
method(2)
push(by_parameter, 2)
nested["list"][0].append(2)
levels["deep"]["b"] = 2
account.book(2)
accounts["bob"][0].book(2)
items.sort()
del removed["a"]
for part in looped:
    part[0] += 10
rebound = [2]
whole[0].append(2)
box = Channel(1)
box.send(by_message)
box.recv().append(2)
spawn(lambda: by_result).join().append(2)
gate.send(None)
print(early.join())
print()
print(spawn(worker).join())
print()
print(state())

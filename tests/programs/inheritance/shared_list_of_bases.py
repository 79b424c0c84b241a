class Event:
    def __init__(self, time):
        self.time = time

    def apply(self, state):
        state["events"] = state.get("events", 0) + 1


class Deposit(Event):
    def __init__(self, time, amount):
        super().__init__(time)
        self.amount = amount

    def apply(self, state):
        super().apply(state)
        state["balance"] = state.get("balance", 0) + self.amount


class Freeze(Event):
    def apply(self, state):
        super().apply(state)
        state["frozen"] = self.time


events = [Deposit(3, 50), Freeze(9), Deposit(1, 100), Event(5)]
events.sort(key=lambda e: e.time)
state = {}
for e in events:
    e.apply(state)
    print(e.time, type(e).__name__, state)
print(sum(e.amount for e in events if isinstance(e, Deposit)))

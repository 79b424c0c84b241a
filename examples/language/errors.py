"""Exceptions, and a traceback"""


class Overdrawn(Exception):
    pass


class Account:
    def __init__(self, owner):
        self.owner = owner
        self.balance = 0

    def withdraw(self, amount):
        if amount > self.balance:
            raise Overdrawn(f"{self.owner} has {self.balance}, not {amount}")
        self.balance -= amount


account = Account("Ada")
account.balance = 100
account.withdraw(30)
try:
    account.withdraw(100)
except Overdrawn as error:
    print("refused:", error)
finally:
    print("balance:", account.balance)
account.withdraw(1000)

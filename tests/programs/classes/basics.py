class Account:
    fee = 2
    opened = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.history = []
        Account.opened += 1

    def deposit(self, amount):
        self.balance += amount
        self.history.append(amount)
        return self

    def withdraw(self, amount):
        if amount + self.fee > self.balance:
            return False
        self.balance -= amount + self.fee
        self.history.append(-amount)
        return True


a = Account("ann", 100)
b = Account(owner="bob")
a.deposit(50).deposit(25)
print(a.owner, a.balance, a.withdraw(170), a.withdraw(174), a.history)
b.balance = 7
b.fee = 0
print(b.withdraw(7), b.balance, a.fee, b.fee, Account.fee)
print(Account.opened, Account.deposit(b, 3).balance, isinstance(a, Account), isinstance(3, Account))

class InsufficientFunds(Exception):
    def __init__(self, account, missing):
        super().__init__(f"{account.owner} lacks {missing}")
        self.missing = missing


class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.log = []

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("deposit must be positive")
        self.balance += amount
        self.log.append(("in", amount))

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(self, amount - self.balance)
        self.balance -= amount
        self.log.append(("out", amount))


class Savings(Account):
    def __init__(self, owner, balance, rate):
        super().__init__(owner, balance)
        self.rate = rate

    def add_interest(self):
        interest = self.balance * self.rate // 100
        if interest:
            self.deposit(interest)
        return interest


class Bank:
    def __init__(self):
        self.accounts = {}

    def open(self, account):
        if account.owner in self.accounts:
            raise KeyError(account.owner)
        self.accounts[account.owner] = account
        return account

    def transfer(self, source, target, amount):
        a, b = self.accounts[source], self.accounts[target]
        a.withdraw(amount)
        try:
            b.deposit(amount)
        except ValueError:
            a.balance += amount
            raise

    def total(self):
        return sum(a.balance for a in self.accounts.values())


bank = Bank()
bank.open(Account("ann", 100))
bank.open(Savings("bob", 500, 3))
bank.open(Account("cid"))
for source, target, amount in [("ann", "cid", 30), ("cid", "ann", 31), ("bob", "cid", 250),
                               ("zed", "ann", 1), ("ann", "bob", 0), ("ann", "bob", 70)]:
    try:
        bank.transfer(source, target, amount)
        print("ok", source, target, amount)
    except InsufficientFunds as e:
        print("no", e, e.missing)
    except KeyError as e:
        print("no account", e)
    except ValueError as e:
        print("no", e)
try:
    bank.open(Account("ann"))
except KeyError as e:
    print("exists", e)
for a in bank.accounts.values():
    if isinstance(a, Savings):
        print("interest", a.add_interest())
    print(f"{a.owner:<5}{a.balance:>6} {a.log}")
print(bank.total())

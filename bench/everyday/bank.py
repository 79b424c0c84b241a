"""Accounts of a bank: classes, one derived from another, and an exception for what can't be paid."""


class NotEnough(Exception):
    pass


class Account:
    owner: str
    balance: int
    moves: int

    def __init__(self, owner: str, balance: int):
        self.owner = owner
        self.balance = balance
        self.moves = 0

    def deposit(self, amount: int):
        self.balance += amount
        self.moves += 1

    def withdraw(self, amount: int):
        if amount > self.available():
            raise NotEnough(self.owner)
        self.balance -= amount
        self.moves += 1

    def available(self):
        return self.balance


class Credit(Account):
    limit: int

    def __init__(self, owner: str, balance: int, limit: int):
        super().__init__(owner, balance)
        self.limit = limit

    def available(self):
        return self.balance + self.limit


def main():
    accounts: list[Account] = []
    for n in range(50):
        if n % 3 == 0:
            accounts.append(Credit(f"c{n}", 500, 300))
        else:
            accounts.append(Account(f"a{n}", 1000))
    failed = 0
    seed = 11
    for _ in range(5000000):
        seed = (seed * 16807) % 2147483647
        source = accounts[seed % 50]
        target = accounts[seed // 50 % 50]
        try:
            source.withdraw(seed // 2500 % 400)
            target.deposit(seed // 2500 % 400)
        except NotEnough:
            failed += 1
    print(failed, sum([a.balance for a in accounts]), sum([a.moves for a in accounts]))
    print(accounts[0].owner, accounts[0].balance, accounts[49].owner, accounts[49].balance)


main()

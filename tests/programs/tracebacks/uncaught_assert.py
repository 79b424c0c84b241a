def withdraw(balance, amount):
    assert amount > 0, "amount must be positive"
    assert amount <= balance, f"{amount} is more than {balance}"
    return balance - amount


print(withdraw(10, 4))
print(withdraw(10, 40))

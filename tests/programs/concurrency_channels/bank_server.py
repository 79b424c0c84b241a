from weft import Channel, join, spawn


class Deposit:
    def __init__(self, account, amount):
        self.account = account
        self.amount = amount


class Query:
    def __init__(self, account, reply):
        self.account = account
        self.reply = reply


class Stop:
    pass


def server(inbox):
    balances = {}
    handled = 0
    while True:
        handled += 1
        match inbox.recv():
            case Deposit(account=account, amount=amount):
                balances[account] = balances.get(account, 0) + amount
            case Query(account=account, reply=reply):
                reply.send(balances.get(account))
            case Stop():
                return handled, balances


def client(inbox, name, times):
    for i in range(times):
        inbox.send(Deposit(name, i))
    reply = Channel()
    inbox.send(Query(name, reply))
    return reply.recv()


inbox = Channel(8)
task = spawn(server, inbox)
print(join([spawn(client, inbox, "c" + str(n), n * 10) for n in range(5)]))
reply = Channel()
inbox.send(Query("nobody", reply))
print(reply.recv())
inbox.send(Stop())
handled, balances = task.join()
print(handled, sorted(balances.items()))

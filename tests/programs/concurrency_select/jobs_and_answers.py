from weft import Channel, ClosedArm, Recv, Sent, recv, select, send, spawn
# a pipeline with dynamic arms, user keys, iterators and spread, all at once
class Id:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return isinstance(o, Id) and self.n == o.n
    def __hash__(self): return self.n

def worker(ident, inbox, outbox):
    for job in inbox:
        outbox.send((ident, sum(job)))
    outbox.close()

def run(n):
    inboxes = [Channel(2) for _ in range(n)]
    outboxes = [Channel() for _ in range(n)]
    for k in range(n):
        spawn(worker, Id(k), inboxes[k], outboxes[k])
    jobs = iter([[k, k + 1] for k in range(20)])
    waiting = [next(jobs) for _ in range(n)]
    open_in = list(range(n))
    totals = {}
    live = outboxes
    while live or open_in:
        arms = [recv(ch) for ch in live]
        arms += [send(inboxes[k], waiting[k]) for k in open_in]
        match select(*arms):
            case Recv(ch, (ident, total)):
                totals[ident] = totals.get(ident, 0) + total
            case Sent(ch):
                for k in open_in:
                    if inboxes[k] is ch:
                        job = next(jobs, None)
                        if job is None:
                            ch.close()
                            open_in = [o for o in open_in if o != k]
                        else:
                            waiting[k] = job
            case ClosedArm(ch):
                live = [o for o in live if o is not ch]
            case _:
                pass
    return sum(totals.values()), sorted(k.n for k in totals if isinstance(k, Id))
total, who = run(3)
print(total, len(who) <= 3)
ints = Channel(1); texts = Channel(1)
ints.send(5)
match select(recv(ints)):
    case Recv(ch, v): print(v + 1)
    case ClosedArm(ch): pass
texts.send("t")
match select(recv(texts)):
    case Recv(ch, v): print(v + "!")
    case ClosedArm(ch): pass
def f(a, b): return a - b
args = [5, 3]
t = spawn(lambda: f(*args))
print(t.join())
kw = dict(a=1, b=2)
print(f(**kw))

# cases by channel: a guard, or a dotted name as a pattern, is the case of that channel
from weft import Channel, ClosedArm, Done, Recv, Sent, Timeout, done, recv, select, send, spawn

def main():
    ints, texts = Channel(1), Channel(1)
    ints.send(5)
    match select(recv(ints), recv(texts), timeout=1):
        case Recv(ch, v) if ch is ints:
            print(v + 1)
        case Recv(ch, v):
            print(v.upper())
        case Timeout():
            print("late")
    texts.send("x")
    match select(recv(ints), recv(texts), timeout=1):
        case Recv(ch, v) if ch is ints:
            print(v + 1)
        case Recv(ch, v) if ch is texts:
            print(v.upper())
        case Timeout():
            print("late")
main()

class Server:
    def __init__(self):
        self.a, self.b, self.out = Channel(1), Channel(1), Channel(1)

    def once(self, t):
        match select(recv(self.a), recv(self.b), send(self.out, 9), timeout=0):
            case Recv(self.a, v):
                return v + 1
            case Recv(self.b, v):
                return v * 2
            case Sent(self.out):
                return "sent"
            case ClosedArm(ch) if ch is self.b or ch is self.a:
                return "closed"
            case Timeout():
                return "late"

s = Server()
s.a.send(1)
print(sorted(str(s.once(1)) for _ in range(2)), s.once(1))
s.b.close()
print(s.once(1))


def others():
    a, b = Channel(1), Channel(1)
    t = spawn(int, "7")
    t.join()
    match select(recv(a), recv(b), done(t)):
        case Recv(ch, _) if ch is a or b is ch:
            return "received"
        case Done(task) if task == t:
            return f"done {task.join()}"


print(others())

from weft import Channel, ClosedArm, Default, Recv, Sent, Timeout, recv, select, send, spawn

a = Channel()
b = Channel(1)


def poll():
    match select(recv(a), recv(b), default=True):
        case Recv(ch, value):
            return value
        case Default():
            return "nothing there"
        case ClosedArm(ch):
            return "closed"


def wait(seconds):
    match select(recv(a), recv(b), timeout=seconds):
        case Recv(ch, value):
            return value
        case Timeout():
            return "timed out"
        case ClosedArm(ch):
            return "closed"


print(poll(), wait(0.01), wait(0))
b.send("in b")
print(poll(), poll())
b.send("again")
print(wait(10), wait(0.01))
match select(send(a, 1), timeout=0.01):
    case Sent(ch):
        print("sent")
    case Timeout():
        print("nobody receives")
    case ClosedArm(ch):
        print("closed")


def later(ch):
    ch.send("from a task")


task = spawn(later, a)
print(wait(30))
task.join()
a.close()
print(poll(), wait(5))

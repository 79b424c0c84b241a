from weft import Channel, ClosedArm, Queue, Recv, Sent, Timeout, recv, select, send, sleep, spawn

queue = Queue(1)
queue.put(5)
queue.close()
for _ in range(2):
    match select(recv(queue), timeout=1):
        case Recv(q, value):
            print(q, value)
        case ClosedArm(q):
            print("closed", q)
        case Timeout():
            print("timeout")
match select(send(queue, 6)):
    case Sent(q):
        print("sent")
    case ClosedArm(q):
        print("closed", q is queue)


def wait(queue, channel):
    match select(recv(queue), recv(channel)):
        case Recv(source, value):
            return value
        case ClosedArm(source):
            return source == queue


queue, channel = Queue(), Channel()
task = spawn(wait, queue, channel)
sleep(0.01)
queue.close()
print(task.join(), channel.closed)

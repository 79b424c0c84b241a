from weft import Channel, spawn


class Order:
    def __init__(self, number, lines):
        self.number = number
        self.lines = lines


def editor(inbox, outbox):
    for order in inbox:
        order.lines.append("edited")
        order.number += 100
        outbox.send(order)
        order.lines.append("after sending")
    outbox.close()


inbox = Channel()
outbox = Channel(5)
spawn(editor, inbox, outbox)
originals = [Order(n, ["line"]) for n in range(3)]
for order in originals:
    inbox.send(order)
    order.lines.append("kept by main")
inbox.close()
for order in outbox:
    print(order.number, order.lines)
print([(o.number, o.lines) for o in originals])
buffered = Channel(2)
xs = [1]
buffered.send(xs)
xs.append(2)
buffered.send(xs)
first, second = buffered.recv(), buffered.recv()
print(first, second, first is xs, second is xs, xs)

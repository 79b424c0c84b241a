class Queue:
    def __init__(self):
        self.inbox = []
        self.outbox = []

    def put(self, x):
        self.inbox.append(x)

    def get(self):
        if not self.outbox:
            while self.inbox:
                self.outbox.append(self.inbox.pop())
        return self.outbox.pop()

    def __len__(self):
        return len(self.inbox) + len(self.outbox)


q = Queue()
for i in range(5):
    q.put(i * i)
print(q.get(), q.get())
q.put(99)
out = []
while len(q) > 0:
    out.append(q.get())
print(out)
try:
    q.get()
except IndexError as e:
    print("empty:", e)

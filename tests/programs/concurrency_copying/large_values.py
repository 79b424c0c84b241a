from weft import Channel, spawn


def total(rows):
    return sum(sum(row) for row in rows)


def make(n):
    return {str(i): [i] * 3 for i in range(n)}


rows = [[i * j for j in range(100)] for i in range(100)]
print(spawn(total, rows).join(), total(rows))
table = spawn(make, 2000).join()
print(len(table), table["1999"], sum(v[1] for v in table.values()))
ch = Channel(3)


def produce(ch):
    for k in range(6):
        ch.send(["x" * 1000 * k, [k] * 500])
    ch.close()


spawn(produce, ch)
print([(len(text), sum(numbers)) for text, numbers in ch])
text = "é😀" * 5000
print(spawn(lambda: text[::-1][:3] + str(len(text))).join())

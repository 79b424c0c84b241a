from weft import Channel, join, spawn

TEXT = """the quick brown fox jumps over the lazy dog
the dog barks and the fox runs
over the hills the naïve café owner watches
""" * 20


def count(lines):
    counts = {}
    for line in lines:
        for word in line.split():
            counts[word] = counts.get(word, 0) + 1
    return counts


def merge(parts):
    total = {}
    for part in parts:
        for word, n in part.items():
            total[word] = total.get(word, 0) + n
    return total


lines = TEXT.splitlines()
total = merge(join([spawn(count, lines[i:i + 7]) for i in range(0, len(lines), 7)]))
for word, n in sorted(total.items(), key=lambda item: (-item[1], item[0]))[:6]:
    print(f"{n:>4} {word}")
print(total == count(lines), len(total))


def counter(inbox, outbox):
    outbox.send(count(inbox))


inbox, outbox = Channel(10), Channel()
workers = [spawn(counter, inbox, outbox) for _ in range(3)]
for line in lines:
    inbox.send(line)
inbox.close()
print(merge([outbox.recv() for _ in workers]) == total)

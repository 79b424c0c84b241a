# Texts that are put together in loops, and whoever else holds what they were on the way.

from weft import Channel, spawn, yield_now


def plain(n):
    s = ""
    for i in range(n):
        s += chr(97 + i % 26)
        s = s + "-"
    return s


def held_by_name(n):
    s = ""
    before = "none"
    seen = []
    for i in range(n):
        before = s
        s += str(i)
        if i % 7 == 3:
            seen.append(before)
    return s, before, seen


def held_a_turn_later(n):
    a = b = ""
    for i in range(n):
        a, b = b, a
        a += str(i)
    return a + "|" + b


def held_by_another_variable(n):
    s = t = "x"
    for i in range(n):
        if i % 5 == 0:
            t = s
        s += "y"
        if i % 3 == 0:
            t += "z"
    return s, t


def held_by_list(n):
    s = ""
    parts = []
    for i in range(n):
        s += "ab"
        parts.append(s)
    return parts


def held_by_containers(n):
    s = ""
    table = {}
    seen = set()
    pairs = []
    for i in range(n):
        s += "k"
        if i % 2:
            table[s] = i
        else:
            seen.add(s)
        pairs.append((s, i))
    return sorted(table.items()), sorted(seen), pairs


class Holder:
    def __init__(self):
        self.text = ""
        self.last = ""

    def add(self, n):
        for i in range(n):
            self.last = self.text
            self.text += str(i)

    def keep(self, n):
        s = self.text
        for i in range(n):
            s += "+"
            self.last = s
        return s


def held_by_closure(n):
    s = ""
    makers = []

    def now():
        return s

    for i in range(n):
        s += "c"
        kept = s
        makers.append(lambda kept=kept: kept)
    return now(), [make() for make in makers]


def iterated(n):
    s = "abc"
    out = 0
    for turn in range(n):
        for ch in s:
            if len(s) < 200:
                s += ch
            out += ord(ch)
    return s, out


def itself(n):
    s = "ab"
    for i in range(n):
        s += s
    return s


def its_part(n):
    s = "abcd"
    for i in range(n):
        s += s[i : i + 3]
        s += s[:]
        if len(s) > 300:
            s = s[-5:]
    return s


def its_whole_part(n):
    s = ""
    wholes = []
    for i in range(n):
        s += "w"
        whole = s[:]
        stripped = s.strip()
        s += " "
        wholes.append(whole)
        wholes.append(stripped)
    return wholes


def to_the_left(n):
    s = ""
    for i in range(n):
        s = str(i) + s
    return s


def empty_parts(n):
    s = ""
    for i in range(n):
        t = ""
        t += s
        s = t
        s += ""
        if i % 2:
            s += "e"
        t += "!"
        if i == n - 1:
            return s, t
    return s, s


def looked_at(n):
    s = ""
    for i in range(n):
        before = len(s)
        s += "ab" if i % 3 else "c"
        if len(s) - before != (2 if i % 3 else 1) or not s.endswith(s[-1]):
            print("wrong", i)
        if "bca" in s and s[-1] == "c" and s > "abc" and s != "c":
            s = s + "."
    return s


def wider(n):
    s = ""
    for i in range(n):
        s += "a" if i < 5 else "\xe9" if i < 10 else "\u20ac" if i < 15 else "\U0001f600" if i < 20 else "z"
    return s


def maybe_none(words):
    s = None
    for word in words:
        if s is None:
            s = word
        else:
            s += "," + word
    return s


def maybe_a_list(n):
    s = ""
    out = []
    for i in range(n):
        if isinstance(s, list):
            s.append(i)
        else:
            s += "u"
            if len(s) > 5:
                out.append(s)
                s = [s]
    return s, out


def fails(x):
    if x % 4 == 2:
        raise ValueError(x)
    return str(x)


def with_handler(n):
    s = ""
    caught = []
    for i in range(n):
        try:
            s += fails(i)
            s += fails(i + 1)
        except ValueError as e:
            caught.append(s)
            s += "?"
        finally:
            s += ";"
    return s, caught


def handler_sees(n):
    s = ""
    t = ""
    for i in range(n):
        try:
            t = s
            s += str(i)
            fails(i)
        except ValueError:
            s = t + "!"
    return s, t


def only_the_handler_sees(n):
    s = ""
    for i in range(n):
        old = s
        try:
            s += str(i)
            fails(i)
        except ValueError:
            s = old + "!"
    return s


def kept_by_the_handler(n):
    s = ""
    caught = []
    for i in range(n):
        try:
            s += str(i)
            fails(i)
        except ValueError:
            caught.append(s)
    return s, caught


def evaluated_first(n):
    s = ""

    def look(part):
        looked.append(part)
        return part[-2:] + "."

    looked = []
    for i in range(n):
        s = s + "a"
        s = s + look(s)
    return s, looked


def nested(n):
    lines = []
    whole = ""
    for i in range(n):
        line = ""
        for j in range(i):
            line += str(j)
            if j % 3 == 0:
                line += " "
        whole += line
        whole += "\n"
        lines.append(line)
    return whole, lines


def flushed(words):
    lines = []
    line = ""
    for word in words:
        if len(line) + len(word) > 20:
            lines.append(line)
            line = word
        else:
            line += " " + word
    lines.append(line)
    return lines


def hashed(n):
    s = ""
    counts = {}
    for i in range(n):
        s += "h"
        counts[s] = counts.get(s, 0) + 1
        s += "i"
        if s[:-1] in counts and s not in counts:
            counts[s] = len(s)
    return counts


def sender(channel, n):
    s = ""
    for i in range(n):
        s += str(i)
        channel.send(s)
        s += "/"
    channel.close()


def received(n):
    channel = Channel(2)
    task = spawn(sender, channel, n)
    got = [text for text in channel]
    task.join()
    return got


def built(n):
    s = ""
    for i in range(n):
        s += str(i)
    return s


def spawned(n):
    s = "s"
    tasks = []
    for i in range(n):
        tasks.append(spawn(len_of, s))
        s += "t"
    return [task.join() for task in tasks], s


def len_of(s):
    yield_now()
    t = s
    for i in range(3):
        t += "."
    return s + t


def long(n):
    s = ""
    kept = []
    for i in range(n):
        s += "0123456789abcdef"
        if i % 1500 == 1499:
            kept.append(s)
    return [len(text) for text in kept], s[16000:16020], kept[0] == s[: len(kept[0])], s.count("f0")


print(plain(30))
print(held_by_name(20))
print(held_a_turn_later(12))
print(held_by_another_variable(16))
print(held_by_list(6))
print(held_by_containers(6))
holder = Holder()
holder.add(12)
print(holder.text, holder.last)
print(holder.keep(3), holder.text, holder.last)
print(held_by_closure(5))
print(iterated(3))
print(itself(6))
print(its_part(12))
print(its_whole_part(4))
print(to_the_left(15))
print(empty_parts(6))
print(looked_at(12))
print(ascii(wider(24)))
print(maybe_none([]), maybe_none(["a"]), maybe_none(["a", "b", "c"]))
print(maybe_a_list(9))
print(with_handler(9))
print(handler_sees(9))
print(only_the_handler_sees(12))
print(kept_by_the_handler(12))
print(evaluated_first(4))
print(nested(8))
print(flushed("the quick brown fox jumps over the lazy dog and runs away".split()))
print(hashed(4))
print(received(6))
print(spawned(5))
print([len(task.join()) for task in [spawn(built, 40 * i) for i in range(5)]])
print(long(6000))

# the same at the level of the module
s = ""
t = ""
kept = []
for i in range(40):
    if i % 10 == 5:
        t = s
        kept.append(s)
    s += chr(65 + i % 26)
    t += "."
print(s, t, kept)


def reads():
    return len(shared), shared[-3:]


def writes():
    global shared
    shared += "w"


shared = ""
for i in range(12):
    old = shared
    shared += str(i)
    if i % 4 == 1:
        writes()
    if i % 5 == 2:
        print(reads(), old)
print(shared)

line = ""
for word in ["ab", "cd", "ef"] * 4:
    line += word
    if len(line) > 6:
        print(line)
        line = ""
print("rest", line)

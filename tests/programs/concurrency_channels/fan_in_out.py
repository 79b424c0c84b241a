from weft import Channel, join, spawn


def worker(name, jobs, results):
    done = 0
    for job in jobs:
        results.send((job, job * job))
        done += 1
    return done


def close_after(tasks, ch):
    done = join(tasks)
    ch.close()
    return done


jobs = Channel(4)
results = Channel(4)
workers = [spawn(worker, n, jobs, results) for n in range(5)]
closer = spawn(close_after, workers, results)


def feed(jobs, n):
    for i in range(n):
        jobs.send(i)
    jobs.close()


spawn(feed, jobs, 100)
squares = {}
for job, square in results:
    squares[job] = square
print(len(squares), sum(squares.values()), squares[99], sum(closer.join()))


def source(ch, start):
    for i in range(start, start + 10):
        ch.send(i)


merged = Channel()
sources = [spawn(source, merged, n * 100) for n in range(4)]
received = [merged.recv() for _ in range(40)]
join(sources)
print(sorted(received)[:12], len(received))
for n in range(4):
    mine = [v for v in received if v // 100 == n]
    print(n, mine == sorted(mine))

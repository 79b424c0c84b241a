class Job:
    compared = 0

    def __init__(self, name, priority):
        self.name = name
        self.priority = priority

    def __lt__(self, other):
        Job.compared += 1
        return self.priority < other.priority

    def __repr__(self):
        return f"{self.name}:{self.priority}"


jobs = [Job("a", 3), Job("b", 1), Job("c", 2), Job("d", 1)]
print(sorted(jobs), jobs)
jobs.sort()
print(jobs, Job.compared > 0)
jobs.sort(reverse=True)
print(jobs)
jobs.sort(key=lambda j: j.name)
print(jobs, min(jobs), max(jobs))
print(sorted([(2, "x"), (1, "y")], key=lambda t: Job(t[1], t[0])))

class Task:
    def __init__(self, name, cost):
        self.name = name
        self.cost = cost

    def run(self, budget):
        if self.cost > budget:
            raise TimeoutError(self.name)
        return budget - self.cost


budget = 10
for t in [Task("a", 3), Task("b", 5), Task("c", 4), Task("d", 1)]:
    budget = t.run(budget)
    print(t.name, budget)

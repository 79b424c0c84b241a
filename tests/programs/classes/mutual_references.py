class Employee:
    def __init__(self, name, boss=None):
        self.name = name
        self.boss = boss
        self.reports = []
        if boss is not None:
            boss.reports.append(self)

    def chain(self):
        names = [self.name]
        boss = self.boss
        while boss is not None:
            names.append(boss.name)
            boss = boss.boss
        return names

    def headcount(self):
        return 1 + sum(r.headcount() for r in self.reports)


class Team:
    def __init__(self, lead):
        self.lead = lead
        self.members = [lead]
        lead.team = self


ceo = Employee("ceo")
cto = Employee("cto", ceo)
dev = Employee("dev", cto)
ops = Employee("ops", cto)
print(dev.chain(), ceo.headcount(), [r.name for r in cto.reports])
team = Team(cto)
print(cto.team.lead.team is team, len(cto.team.members))
dev.boss = ceo
print(dev.chain(), cto.headcount())

class Report:
    title = "report"

    def __init__(self, rows):
        self.rows = rows

    def header(self):
        return "== " + self.title + " =="

    def line(self, row):
        return str(row)

    def render(self):
        out = [self.header()]
        for row in self.rows:
            out.append(self.line(row))
        return "\n".join(out)


class Numbered(Report):
    title = "numbered"

    def __init__(self, rows, start=1):
        super().__init__(rows)
        self.next = start

    def line(self, row):
        text = f"{self.next}. {super().line(row)}"
        self.next += 1
        return text


class Shouting(Numbered):
    def header(self):
        return super().header().upper()

    def line(self, row):
        return super().line(row) + "!"


for report in [Report(["a", "b"]), Numbered(["a", "b"]), Shouting(["x"], start=7)]:
    print(report.render())

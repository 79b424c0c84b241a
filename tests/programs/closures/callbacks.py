class Button:
    def __init__(self, label):
        self.label = label
        self.handlers = []

    def on_click(self, handler):
        self.handlers.append(handler)

    def click(self):
        for handler in self.handlers:
            handler(self.label)


log = []
clicks = 0


def count(label):
    global clicks
    clicks += 1


def logger(prefix):
    def write(label):
        log.append(prefix + label)

    return write


ok = Button("ok")
ok.on_click(count)
ok.on_click(logger("pressed "))
ok.on_click(lambda label: log.append(label.upper()))
ok.click()
ok.click()
print(clicks, log)
stop = Button("stop")
stop.on_click(log.append)
stop.click()
print(log[-1])

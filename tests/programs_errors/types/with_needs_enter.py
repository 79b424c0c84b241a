class Door:
    def __init__(self):
        self.opened = False


with Door() as d:  # error: unknown-attribute
    print(d.opened)

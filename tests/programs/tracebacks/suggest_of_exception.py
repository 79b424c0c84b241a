class E(Exception):
    def __init__(self, n):
        super().__init__("m")
        if n: self.arg = n
E(1).arg
E(0).arg

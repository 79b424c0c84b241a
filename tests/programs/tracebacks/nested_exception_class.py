def f():
    class Inner(Exception):
        pass
    class M:
        def go(self):
            raise Inner("in", 3)
    M().go()
f()

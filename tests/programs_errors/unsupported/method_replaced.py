class X:
    def f(self):
        return 1


X.f = lambda self: 2  # error: method-replaced
print(X().f())

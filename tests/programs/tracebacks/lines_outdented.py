def f(x):
        return (x,
    1 // x,
  2)
def g(x):
        return f(
  x
    )
g(0)

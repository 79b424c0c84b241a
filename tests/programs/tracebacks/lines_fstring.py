def f(x):
    return 1 // x
s = f"""
{f(1)}
  {f(0)}
"""

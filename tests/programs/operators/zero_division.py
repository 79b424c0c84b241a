def attempt(name, f):
    try:
        print(name, f())
    except ZeroDivisionError as e:
        print(name, e)


zero = 0
zf = 0.0
attempt("int /", lambda: 1 / zero)
attempt("int //", lambda: 1 // zero)
attempt("int %", lambda: 1 % zero)
attempt("divmod", lambda: divmod(1, zero))
attempt("float /", lambda: 1.0 / zf)
attempt("float //", lambda: 1.0 // zf)
attempt("float %", lambda: 1.0 % zf)
attempt("float divmod", lambda: divmod(1.0, zf))
attempt("mixed", lambda: 1 / zf)
attempt("power", lambda: zero ** -1)
attempt("float power", lambda: zf ** -1)
attempt("pow mod", lambda: pow(2, 3, 7))
attempt("fine", lambda: zero / 5)
attempt("bool", lambda: 1 // False)

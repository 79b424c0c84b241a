# classes of one's own among the built-in ones, clauses whose classes are known at run time only, nesting
class MyEG(ExceptionGroup): pass
class MyBEG(BaseExceptionGroup): pass
class E1(Exception): pass
class E2(ValueError): pass
def all_():
    return [KeyboardInterrupt(), BaseExceptionGroup("b", [SystemExit(1)]), ExceptionGroup("e", [E1()]), MyEG("m", [E2()]), MyBEG("mb", [E1()]), ValueError(1), E1(), E2(), OSError(1), GeneratorExit()]
for e in all_():
    print(type(e).__name__, isinstance(e, Exception), isinstance(e, BaseExceptionGroup), isinstance(e, ExceptionGroup), isinstance(e, (MyEG, OSError)), isinstance(e, MyBEG), isinstance(e, ValueError))
for e in all_():
    try:
        raise e
    except Exception as x:
        print("Exception", repr(x))
    except BaseExceptionGroup as x:
        print("BEG", repr(x))
    except BaseException as x:
        print("base", repr(x))
for e in all_():
    try:
        try:
            raise e
        except* (E1, OSError) as g:
            print("star", repr(g))
        except* Exception as g:
            print("star E", repr(g))
        except* BaseException as g:
            print("star B", repr(g))
    except BaseException as x:
        print("??", repr(x))
print(issubclass(ExceptionGroup, Exception), issubclass(BaseExceptionGroup, Exception), issubclass(MyEG, Exception), issubclass(MyBEG, Exception))
d = {ExceptionGroup: 1, BaseExceptionGroup: 2}
print(d[ExceptionGroup], ExceptionGroup, ExceptionGroup.__name__)
def f(cls):
    try:
        raise ExceptionGroup("dyn", [ValueError(1), KeyError(2), OSError(3)])
    except* cls as g:
        return_value = repr(g)
    except* Exception:
        pass
    print(return_value)
for c in (ValueError, KeyError):
    f(c)
f((ValueError, OSError))
x = (KeyError, OSError)
try:
    raise ExceptionGroup("dyn", [ValueError(1), KeyError(2), OSError(3)])
except* x as g:
    print(repr(g))
except* ValueError as g:
    print(g.exceptions)
def gen_all():
    for k in range(3):
        try:
            if k == 1:
                raise ExceptionGroup("k", [ValueError(k)])
            elif k == 2:
                raise ValueError(k)
            print("fine", k)
        except* ValueError as eg:
            print(k, repr(eg))
            try:
                raise KeyError(k)
            except KeyError as e:
                print(repr(e.__context__))
        finally:
            print("end", k)
gen_all()
def local():
    n = 0
    try:
        n = 1
        raise ExceptionGroup("k", [ValueError(1), KeyError(2)])
    except* ValueError:
        n += 10
    except* KeyError:
        n += 100
    return n
print(local())
def nested_finally():
    try:
        try:
            raise ExceptionGroup("k", [ValueError(1), KeyError(2)])
        except* ValueError:
            raise
        finally:
            print("inner finally")
    except* (ValueError, KeyError) as g:
        print(repr(g))
    return "done"
print(nested_finally())
try:
    try:
        raise ExceptionGroup("a", [ExceptionGroup("b", [ExceptionGroup("c", [ValueError(1)]), TypeError(2)])])
    except* TypeError:
        raise KeyError from None
except* KeyError as g:
    print(repr(g), g.exceptions[0].__suppress_context__)
except* ValueError as g:
    print(repr(g))

def returning(xs):
    for x in xs:
        try:
            print(x)
        except* ValueError:
            break  # error: syntax-error
        except* KeyError:
            if x:
                continue  # error: syntax-error
        except* OSError:
            for y in xs:
                break
            else:
                continue  # error: syntax-error
            try:
                pass
            except* TypeError:
                return x  # error: syntax-error
            finally:
                return y  # error: syntax-error
        except* IndexError:

            def inner():
                return 1

            while inner():
                if x:
                    break
                continue
    return None


returning([1])

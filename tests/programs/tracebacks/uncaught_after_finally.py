def work():
    try:
        print("work")
        raise OSError("disk on fire")
    finally:
        print("cleanup")


try:
    work()
except ValueError:
    print("never")
finally:
    print("outer cleanup")

import sys

from weft import Err, Ok, spawn


def leave(code):
    sys.exit(code)


match spawn(leave, 3).outcome():
    case Ok(value):
        print("ok", value)
    case Err(error):
        print(type(error).__name__, error)
try:
    spawn(leave, "message").join()
except SystemExit as e:
    print("joined", e)
print("main goes on")
spawn(leave, 5).join()

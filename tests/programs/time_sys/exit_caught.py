import sys

for code in [0, 5, None]:
    try:
        sys.exit(code)
    except SystemExit as e:
        print("exit", e.code)
try:
    try:
        sys.exit(2)
    except Exception:
        print("an Exception does not catch it")
except BaseException as e:
    print(type(e).__name__, e)
raise SystemExit(7)

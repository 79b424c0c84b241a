import sys

from weft import Task
from weft.process import Pid

if len(sys.argv) > 1:
    print(Task())  # error: not-callable
else:
    print(Pid())  # error: not-callable

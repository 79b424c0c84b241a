import sys
import time
from time import process_time_ns

import weft
from weft import Ok, Outcome

print(sys.platform, sys.intern("a") == "a")
print(time.process_time_ns() >= 0, process_time_ns() >= 0)


def value(outcome: Outcome) -> int:
    return outcome.value


def kept(outcome: weft.Outcome[int]) -> weft.Outcome[int]:
    return outcome


print(value(kept(Ok(3))))

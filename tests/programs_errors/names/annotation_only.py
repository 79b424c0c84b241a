import weft
from weft import Outcome

print(Outcome)  # error: annotation-only-name
print(weft.Outcome)  # error: annotation-only-name

import validate
from validate import CheckError

for text in ["5", "-1"]:
    try:
        print(validate.positive(text))
    except CheckError as e:
        print("caught", e)
validate.positive("0")

from weft import store
from weft.store import share

share("n")  # error: wrong-arguments
share("n", 1, 2, 3)  # error: wrong-arguments
store.update("n")  # error: wrong-arguments
store.fetch("n", timeout_s=3)  # error: wrong-arguments
store.keys("n")  # error: wrong-arguments
store.forget("n")  # error: unknown-attribute
share(*["n", 1])  # error: star-argument

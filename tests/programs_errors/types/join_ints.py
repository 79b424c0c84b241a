print(",".join([1, 2, 3]))  # error: argument-type

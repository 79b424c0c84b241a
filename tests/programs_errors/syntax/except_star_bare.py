try:
    pass
except*:  # error: syntax-error
    pass

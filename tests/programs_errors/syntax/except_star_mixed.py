try:
    pass
except* ValueError:
    pass
except KeyError:  # error: syntax-error
    pass

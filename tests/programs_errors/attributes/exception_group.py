group = ExceptionGroup("g", [ValueError(1)])
group.args = ("a",)  # error: builtin-not-built
print(group.errors)  # error: unknown-attribute

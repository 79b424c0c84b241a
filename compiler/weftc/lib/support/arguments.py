"""What a call with `*` or `**` says where the arguments don't fit, in CPython's words."""


def too_many(title, least, most, given):
    takes = f"from {least} to {most}" if least != most else f"{most}"
    plural = "s" if most != 1 else ""
    were = "was" if given == 1 else "were"
    raise TypeError(f"{title} takes {takes} positional argument{plural} but {given} {were} given")


def missing(title, names, plain):
    """Raises if there are names."""
    n = len(names)
    if n == 0:
        return
    quoted = [f"'{name}'" for name in names]
    if n == 1:
        listed = quoted[0]
    elif n == 2:
        listed = f"{quoted[0]} and {quoted[1]}"
    else:
        listed = f"{', '.join(quoted[:-1])}, and {quoted[-1]}"
    kind = "positional" if plain > 0 else "keyword-only"
    raise TypeError(f"{title} missing {n} required {kind} argument{'s' if n > 1 else ''}: {listed}")


def check_names(title, callee, given, names, keywords, positional, plain):
    """Of a mapping's keys: `names` are the parameters, of which `plain` can be positional and `positional` arguments
    are; `keywords` are those that are written in the call. `callee` is the title as CPython has it before it looks at
    the parameters."""
    for name in given:
        if name in keywords:
            raise TypeError(f"{callee} got multiple values for keyword argument '{name}'")
        if name not in names:
            raise TypeError(f"{title} got an unexpected keyword argument '{name}'{_suggestion(name, names)}")
        k = names.index(name)
        if k < positional and k < plain:
            raise TypeError(f"{title} got multiple values for argument '{name}'")


def check_some_names(title, callee, given, names, keywords, positional, plain):
    """The same where the function takes other keywords, too."""
    for name in given:
        if name in keywords:
            raise TypeError(f"{callee} got multiple values for keyword argument '{name}'")
        if name in names:
            k = names.index(name)
            if k < positional and k < plain:
                raise TypeError(f"{title} got multiple values for argument '{name}'")


def remaining(named, given, names):
    """What a mapping has that no parameter takes goes to the dict of the others."""
    for name, value in given.items():
        if name not in names:
            named[name] = value


def _suggestion(name, names):
    """The nearest name, if it is near enough: CPython's rule (Python/suggestions.c)."""
    best = ""
    least = 0
    for other in names:
        most = (len(name) + len(other) + 3) * 2 // 6
        if best != "" and most > least - 1:
            most = least - 1
        distance = _distance(name, other)
        if distance <= most:
            best = other
            least = distance
    return f". Did you mean '{best}'?" if best != "" else ""


def _distance(a, b):
    """Levenshtein's, where a change costs 2, but one of case alone 1."""
    row = [2 * k for k in range(len(b) + 1)]
    for i in range(len(a)):
        before = row[0]
        row[0] = 2 * (i + 1)
        for k in range(len(b)):
            change = 0 if a[i] == b[k] else 1 if a[i].lower() == b[k].lower() else 2
            cost = before + change
            before = row[k + 1]
            if row[k] + 2 < cost:
                cost = row[k] + 2
            if before + 2 < cost:
                cost = before + 2
            row[k + 1] = cost
    return row[len(b)]

"""zip(*rows) of rows whose number isn't known when compiling."""


def zip_rows(rows):
    """zip(*rows): the columns, as tuples."""
    out = []
    if len(rows) == 0:
        return out
    width = len(rows[0])
    for row in rows:
        if len(row) < width:
            width = len(row)
    for k in range(width):
        out.append(tuple([row[k] for row in rows]))
    return out

"""Methods of dict. (`keys`, `values` and `items` are the compiler's.)"""

import rt


def clear(d):
    rt.weft_dict_clear(d)


def copy(d):
    return rt.weft_dict_copy(d)


def get(d, key, default=None):
    return rt.item_or(d, key, default)


def pop(d, key, *default):
    match default:
        case ():
            return rt.take_item(d, key)
        case (otherwise,):
            return rt.take_item(d, key, otherwise)
    raise TypeError(f"pop expected at most 2 arguments, got {len(default) + 1}")


def popitem(d):
    last = rt.weft_dict_last(d)
    if last < 0:
        raise KeyError("popitem(): dictionary is empty")
    key = rt.key_at(d, last)
    value = rt.value_at(d, last)
    rt.keys_erase(d, last)
    return key, value


def setdefault(d, key, default=None):
    return rt.item_or_put(d, key, default)


def update(d, other):
    other = rt.view(other)
    if isinstance(other, dict) and rt.is_plain(other):
        for key, value in other.items():
            d[key] = value
    elif rt.has_keys(other):
        for key in other.keys():
            d[key] = other[key]
    else:
        for i, pair in enumerate(other):
            put_pair(d, i, pair)


def put_pair(d, i, pair):
    whole = pair  # of all its kinds, also where it is known not to be of some
    if isinstance(pair, (tuple, list, str)):
        items = pair
    elif rt.iterable(whole):
        items = list(whole)
    else:
        raise TypeError(f"cannot convert dictionary update sequence element #{i} to a sequence")
    if len(items) != 2:
        raise ValueError(f"dictionary update sequence element #{i} has length {len(items)}; 2 is required")
    key, value = items
    d[key] = value


def put_numbered(d, numbered):
    i, pair = numbered
    put_pair(d, i, pair)


def fromkeys(keys, value=None):
    d = {}
    for key in keys:
        d[key] = value
    return d

"""Dicts and sets with keys that the program's own code compares.

The runtime finds the entries that have a key's hash, one by one; a place is where it stands. What compares keys may
change the table: the search then begins again.
"""

import rt


def find(d, key):
    """The position of the key's entry, or -1."""
    place = _place(d, key, rt.key_hash(key))
    return rt.keys_position(d, place) if place >= 0 else -1


def put(d, key):
    """The position of the key's entry, which is made if there is none."""
    at = find_or_put(d, key)
    return at if at >= 0 else ~at


def find_or_put(d, key):
    """The same; of a new one ~position."""
    number = rt.key_hash(key)
    place = _place(d, key, number)
    if place >= 0:
        return rt.keys_position(d, place)
    return ~rt.append_key(d, number, key)


def delete(s, key):
    """Takes it out of a set. Whether there was such a key."""
    place = _place(s, key, rt.key_hash(key))
    if place < 0:
        return False
    rt.keys_erase(s, place)
    return True


def _place(d, key, number):
    version = rt.keys_version(d)
    place = rt.keys_probe(d, number, -1)
    while place >= 0:
        held = rt.key_at(d, rt.keys_position(d, place))
        same = held is key
        if not same:
            same = bool(held == key)
        if rt.keys_version(d) != version:
            version = rt.keys_version(d)
            place = rt.keys_probe(d, number, -1)
        elif same:
            return place
        else:
            place = rt.keys_probe(d, number, place)
    return -1

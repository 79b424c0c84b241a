"""The runtime's calls, a row each:

    weft_NAME(parameter: type, ...) -> type of the result in LEAST..MOST : effects
        meaning

A type is one of TYPES, or the name of a class of numbers.py. There is no bare word among them: `int` is any int, a big
one too; what takes an `index` or `length` gets a number that is known to be small, and a `hash` is small by nature.
Whoever passes a program's int where an `index` stands has made it one by `integer()` (kinds/indexing.py): that is where
CPython's OverflowError and IndexError belong as soon as ints can be big.

Effects. raises: sets status RAISING. blocks: may set SUSPENDING, and writes the worker's words: how it came out is read
by `result`, `outcome`, `arm`. allocates. reads: memory that programs change; reads(CLASS): of one alias class alone, so
it gives the same until something writes there. writes(...): such memory, and reads; of what, WRITES says, or all of it.
borrows: keeps no text that it is given (passes/accumulate.py). stalls: may wait for the host, as for input, and all
that is on its worker's stack with it. None: pure. Where a row says less than its C does, passes make wrong code.

No call suspends in the middle, collects, or calls a program's code; each does bounded work. Only joins, waits for
channels and weft_spawn_commit may run another task before they return: abi.h says what that changes.
"""

from __future__ import annotations

#: in C, and held as (ir/runtime.py): i i32, w int word, l i64, d f64, r reference, v nothing
TYPES = {
    "int": ("word", "w"),
    "index": ("int64_t", "l"),  # a position, a count of the program's; negative too
    "length": ("int64_t", "l"),  # how many there are
    "hash": ("int64_t", "l"),
    "float": ("double", "d"),
    "bool": ("int32_t", "i"),  # 0 or 1
    "str": ("ref", "r"),
    "str?": ("ref", "r"),  # or None
    "list": ("ref", "r"),
    "list[str]": ("ref", "r"),
    "list[int]": ("ref", "r"),
    "dict": ("ref", "r"),
    "set": ("ref", "r"),  # or a frozenset
    "object": ("ref", "r"),
    "exception": ("ref", "r"),
    "task": ("ref", "r"),
    "channel": ("ref", "r"),
    "gate": ("ref", "r"),
    "cell": ("ref", "r"),
    "file": ("ref", "r"),
    "handle": ("ref", "r"),  # any of these five
    "same": ("ref", "r"),  # of a result: of the first argument's type
    "None": ("void", "v"),
    # what only the compiler passes
    "payload": ("uint64_t", "w"),  # any value in 64 bits, as a key or an element
    "tag": ("int32_t", "i"),  # its Tag, if the slot is a PAIR
    "Slot": ("int32_t", "i"),
    "type": ("uint32_t", "i"),  # address of a Type
    "address": ("uint32_t", "i"),
    "slot": ("uint32_t", "i"),  # of a value, from a dict's `entries` on
    "size": ("uint32_t", "i"),  # bytes, or how many there is to be room for
    "stamp": ("uint32_t", "i"),  # another after each change
    "hash32": ("uint32_t", "i"),
    "order": ("int32_t", "i"),  # -1, 0, 1
    "number": ("int32_t", "i"),
    "Type*": ("const Type *", "i"),
    "char*": ("const char *", "i"),
    "FrameDesc*": ("const FrameDesc *", "i"),
}
#: alias classes that a call writes
WRITES = {
    "everything": "*",
    "outside": "outside",  # no memory of the program, but seen: output, clocks
    "worker": "worker",
    "storage": "data",  # of a list: where its elements are
    "elements": "elem:*",
    "exception": "exception worker",
    "text": "text",  # the length of one that is being put together
    "list": "len data elem:* worker",
    "dict": "dict value",
    "set": "set worker",
}

TABLE = """
# heap.c, list_storage.c
weft_alloc_slow(bytes: size) -> object : raises allocates
    where hp + bytes > limit
weft_list_reserve(xs: list, capacity: size) -> bool : raises allocates writes(storage)
    grows storage to hold at least that many (amortised doubling as the caller wishes)

# exc.c: exceptions
weft_raise(type: Type*, text: char*) : raises
    makes the exception, w->exc, status RAISING; __context__ from w->handling
weft_raise_hint(type: Type*, text: char*, hint: char*) : raises
    hint: what a traceback says behind the text, or 0
weft_raise_text(type: Type*, text: str) : raises
weft_raise_ref(e: exception) : raises
    raise e: sets context (unless itself), status RAISING; traceback kept as it is
weft_reraise(e: exception) : raises
    the same without touching the context: `raise` in a handler, the end of `finally`
weft_raise_index(of: IndexOf) : raises
    IndexError
weft_raise_zero(of: Division) : raises
    ZeroDivisionError
weft_raise_unbound(name: str, kind: Unbound, hint: char*) : raises
    UnboundLocalError or NameError
weft_raise_overflow() : raises
    an int beyond 61 bits isn't built yet: the program ends with error[E...], at the first handler
weft_raise_power() : raises
    nor is an int to a negative power
weft_traceback(where: address) : raises
    appends to w->exc's traceback while it unwinds
weft_exc_follow(e: exception, original: exception) : raises allocates writes(exception)
    e takes over traceback, cause and context
weft_exc_follows(e: exception, original: exception) -> bool
    has e the same traceback, cause and context?
weft_exc_mark(e: exception, on: bool) -> bool : writes(exception)
    e is marked, or no more. 0: so it was
weft_report_groups() : writes(worker)
    from now on what is reported may be a group, or come from one
weft_catch() -> exception : writes(worker)
    entering a handler: takes w->exc, status RUNNING

# spawn.c, join.c, wait.c: tasks
weft_spawn_frame(entry: FrameDesc*) -> address : raises allocates
    makes the task; the address of its entry frame: compiled code fills in the arguments
weft_spawn_commit(frame: address, result: Slot, globals: address, type: type) -> task : raises allocates reads
    the task gets globals of its own as `globals` says (0: none), copied from those of the running task, which begin
    with the same. Copies references in the frame and in these slots as one value; makes the task runnable, or runs it
weft_task_join(t: task, timeout_s: float) : raises blocks writes(worker)
    result; timeout_s < 0: none. Raises the task's error, Aborted, TimeoutError, RuntimeError (joining itself)
weft_task_outcome(t: task, timeout_s: float) : raises blocks writes(worker)
    OUTCOME_VALUE or OUTCOME_ERROR with the exception in result
weft_task_abort(t: task) : writes(worker)
weft_task_done(t: task) -> bool : reads
weft_task_id(t: task) -> length
weft_task_name(t: task) -> str : allocates
    the function's name unless given
weft_task_current(type: type) -> task : allocates
weft_task_number() -> length
    of the running task; main's is 0
weft_task_computes(t: task) -> bool
    nobody can tell whether what it runs is a task of its own, nor is an order of tasks laid down
weft_spawn_at_once() -> bool : writes(worker)
    a task that is over at once may be called instead: no order is laid down, and it would begin if it was one
weft_spawn_over(result: payload, kind: Slot, entry: FrameDesc*, type: type) -> task : raises allocates writes(worker)
    one that has ended so; type 0: nobody keeps it
weft_spawn_ids(n: length) : writes(worker)
    so many are passed over, as if tasks had had them
weft_trampoline_slices() -> length : writes(worker)
    how many slices have ended on this worker
weft_core_random() -> int : writes
    61 bits that nobody can foresee, but for a run with a seed
weft_cpus() -> number
weft_sleep(seconds: float) : raises blocks
weft_yield() : raises blocks

weft_shield_enter() : writes(worker)
    aborts of the running task wait
weft_shield_leave() : raises writes(worker)
    no more, unless it is inside another
# snapshot.c
weft_snapshot_tasks() -> str : raises allocates writes
    all tasks, as std/weft/tasks.py takes it apart
weft_snapshot_count() -> index : writes

# channel.c, select.c
weft_channel_new(capacity: index, elem: Slot, type: type) -> channel : raises allocates
    capacity -1: unbounded [ValueError]
weft_channel_queue_new(maxsize: index, elem: Slot, type: type) -> channel : raises allocates
    a channel that names itself a queue; unbounded, if that is 0 or negative
weft_mailbox_new(elem: Slot, type: type) -> channel : raises allocates
    an unbounded channel that names itself a process
weft_mailbox_adopt(ch: channel) : writes(worker)
    the running task is the process
weft_mailbox_abort(ch: channel) : writes(worker)
    its task, if it has begun
weft_mailbox_trap(ch: channel, traps: bool) -> bool : writes(worker)
    whether it did
weft_mailbox_traps(ch: channel) -> bool : reads
weft_channel_send(ch: channel, payload: payload, tag: tag, timeout_s: float) : raises blocks reads
    [Closed, TimeoutError]
weft_message_begin(bytes: size) : allocates writes(worker)
    what is allocated from here on, that much, is a message (passes/messages.py)
weft_message_give(xs: list) : writes(worker)
    the call behind it sends xs, which nothing else refers to, or spawns a task with it
weft_channel_send_built(ch: channel, payload: payload, tag: tag, timeout_s: float) : raises blocks allocates reads
    the same as weft_channel_send, of such a message
weft_channel_recv(ch: channel, elem: Slot, timeout_s: float) : raises blocks
    [Closed, TimeoutError]; elem: of the channel, for whoever writes the call (emit/channels.py)
weft_channel_next(ch: channel, elem: Slot) : raises blocks
    iteration: OUTCOME_VALUE or OUTCOME_CLOSED
weft_channel_try_send(ch: channel, payload: payload, tag: tag) : raises reads
    [Full, Closed]
weft_channel_try_recv(ch: channel) : raises
    [Empty, Closed]
weft_channel_close(ch: channel) : writes(worker)
weft_channel_len(ch: channel) -> length : reads
weft_channel_capacity(ch: channel) -> index
    -1: unbounded
weft_channel_number(ch: channel) -> length
    counted up from 1 as channels are made
weft_channel_closed(ch: channel) -> bool : reads
weft_select_begin() : writes(worker)
weft_select_recv(ch: channel) : writes(worker)
weft_select_send(ch: channel, payload: payload, tag: tag) : writes(worker)
weft_select_done(t: task) : writes(worker)
    the task has ended
weft_select_arms(arms: list, send_type: type, done_type: type) : writes(worker)
    of objects of the library's RecvArm, or SendArm and DoneArm, which are of these types
weft_select_wait(timeout_s: float, has_default: bool) : raises blocks writes(worker)
    outcome VALUE, CLOSED, TIMEOUT, DEFAULT; arm

# gate.c: permits are at least 1, and no more than `total`
weft_gate_new(total: index, owned: bool, label: str, late: str, type: type) -> gate : raises allocates
    total: permits; owned: only who took them gives them back, and can't take twice; label, late: literals: "Mutex",
    "was not free"
weft_gate_acquire(g: gate, permits: index, timeout_s: float) : raises blocks writes
    waits for its turn, and until so many are free [TimeoutError; RuntimeError: owned, and held already]
weft_gate_reacquire(g: gate, permits: index) : raises blocks writes
    the same in a cleanup: an abort waits. May come back without: ask weft_gate_mine [KeyboardInterrupt]
weft_gate_try_acquire(g: gate, permits: index) -> bool : raises writes
    1: at once; 0: not
weft_gate_release(g: gate, permits: index) : raises writes
    owned: as many as this task took; else of all that are out, its own first [RuntimeError]
weft_gate_free(g: gate) -> length : writes
    permits that nobody has
weft_gate_total(g: gate) -> length
    the permits that there are, free or not
weft_gate_mine(g: gate) -> length : writes
    permits that this task has
weft_gate_number(g: gate) -> length
    gates count up from 1, as they are made: hash, repr
weft_gate_load(g: gate) -> index : writes
    the word: 0 at first
weft_gate_store(g: gate, value: index, wake: index) : writes
    sets it and wakes so many of those parked, -1: all, in one step
weft_gate_add(g: gate, delta: index, wake: index) -> index : raises writes
    the sum; otherwise as store [OverflowError: beyond 61 bits and a sign]
weft_gate_swap(g: gate, value: index) -> index : writes
    sets it and wakes nobody; what it was
weft_gate_compare_exchange(g: gate, expected: index, value: index, wake: index) -> index : writes
    what the word was: if that was expected it is set, and so many of those parked are woken, in one step
weft_gate_park_if(g: gate, expected: index, mask: index, timeout_s: float) : raises blocks writes
    until woken; goes on at once if the word differs in one of the mask's bits [TimeoutError]
weft_gate_unpark(g: gate, n: index) -> length : writes
    wakes so many, -1: all, the longest parked first; how many there were
weft_gate_release_and_park(held: gate, permits: index, g: gate, timeout_s: float) : raises blocks writes
    releases an owned gate and parks on another in one step, whatever its word [TimeoutError, RuntimeError]
weft_gate_keep(g: gate, x: object) : writes
    x, which refers to g, is kept while this task holds g, or until something else is
weft_gate_keeps(g: gate) -> bool : writes
    whether something is kept
weft_gate_kept(g: gate) -> object : writes
    which is this

# cell.c: to be called by who holds the gate beside the cell
weft_cell_new(elem: Slot, type: type) -> cell : raises allocates
    elem: of its values
weft_cell_set(c: cell, payload: payload, tag: tag) : raises writes
    stores a copy
weft_cell_get(c: cell) : raises allocates writes
    a copy of what was stored last: result

# names.c, names_list.c: to be called by who holds the names' gate, but for the first; `now` and `until` in seconds of
# weft_monotonic
weft_names_gate(label: str, late: str, type: type) -> gate : raises allocates
    the gate of the table of names; both literals, as for weft_gate_new
weft_names_find(name: str, now: float, type: type) -> handle : raises allocates writes
    what has the name; 0: nothing has
weft_names_put(name: str, h: handle, until: float, now: float) : raises writes
    it has the name from now on, instead of what had; until then, negative: for ever
weft_names_drop(name: str, now: float) -> bool : writes
    nothing has it any more; whether something had
weft_names_list(prefix: str, now: float, type: type) -> list[str] : raises allocates writes
    what follows the prefix in those that begin with it, in no order

# scope.c
weft_scope_sponsor(g: gate, fails: bool, pinned: bool) -> bool : raises allocates writes
    the task that is spawned next is a child of this gate, counted by its word, and fails: of this scope; pinned: on a
    worker of its own, if there is one. 0: there shall be no more
weft_scope_unsponsor(g: gate) : writes
    it was not spawned: one less is counted
weft_scope_abort(g: gate) : writes(worker)
    aborts all children
weft_scope_enter(g: gate) -> bool : raises allocates writes
    the running task is the scope's owner: aborted when a child fails. 0: it has or had one
weft_scope_leave(g: gate, cancelled: bool) -> bool : writes
    no more; cancelled: by a Cancelled. Whether that was because of this scope
weft_scope_failed(g: gate) -> length : writes
    how many children have failed, but for those whose error was raised
weft_scope_told(g: gate) -> bool : writes
    whether somebody has joined the last of them
weft_scope_raise(g: gate) : raises allocates writes
    the error of the last of them, if there is one, as it was: it gets no context

# object.c
weft_same_object(a: handle, b: handle) -> bool
    `is`/== of handles: the same shared object
weft_object_number(h: handle) -> index
    of its shared object, while that lives

# str*.c: indices are already normalised by the compiler unless said
weft_str_concat(a: str, b: str) -> str : raises allocates borrows
weft_str_append(a: str, b: str) -> str : raises allocates writes(text) borrows
    the same, where only the result is used from now on: it may be a itself, grown
weft_str_seal(r: object) : writes(text)
    before anything else is to hold what may be the result of weft_str_append; r: or None
weft_str_repeat(s: str, n: index) -> str : raises allocates
weft_str_eq(a: str, b: str) -> bool : borrows
weft_str_cmp(a: str, b: str) -> order in -1..1 : borrows
    by code points
weft_str_index(s: str, i: index) -> str : raises allocates borrows
    one character; negative from the end [IndexError]
weft_str_slice(s: str, start: index, stop: index, step: index, given: Given) -> str : raises allocates borrows
    Python's clamping [ValueError for step 0]
weft_str_contains(s: str, part: str) -> bool : borrows
weft_str_find(s: str, part: str, start: index, stop: index, reverse: bool) -> index in -1..2^32 : borrows
    -1: not there; start/stop already defaulted (0, len); clamped as Python does
weft_str_count(s: str, part: str) -> length : borrows
weft_str_replace(s: str, old: str, new_: str, count: index) -> str : raises allocates
weft_str_split(s: str, sep: str?, most: index, reverse: bool, type: type) -> list[str] : raises allocates
    sep None: whitespace [ValueError empty separator]
weft_str_splitlines(s: str, keepends: bool, type: type) -> list[str] : raises allocates
weft_str_characters(s: str, type: type) -> list[str] : raises allocates
weft_str_join(sep: str, parts: list[str]) -> str : raises allocates reads
weft_str_strip(s: str, chars: str?, sides: Side) -> str : raises allocates borrows
    chars None: whitespace
weft_str_case(s: str, to: StrCase) -> str : raises allocates borrows
weft_str_is(s: str, test: StrTest) -> bool : borrows
weft_str_affix(s: str, part: str, end: bool) -> bool : borrows
    startswith / endswith
weft_str_pad(s: str, width: index, fill: str, how: Pad) -> str : raises allocates
    [TypeError if fill isn't one character]
weft_str_remove_affix(s: str, part: str, end: bool) -> str : raises allocates
weft_str_repr(s: str) -> str : raises allocates
weft_str_hash(s: str) -> hash32
weft_ord(s: str) -> index in 0..0x10ffff : raises borrows
    [TypeError]
weft_chr(code: index) -> str : raises allocates
    [ValueError]

# number.c, parse.c, integers.c: shortest repr and exact parsing are code of our own
weft_int_to_str(i: int) -> str : raises allocates
weft_float_to_str(x: float) -> str : raises allocates
    repr
weft_str_to_int(s: str, base: index) -> int : raises borrows
    int(s, base) [ValueError; OverflowError beyond the int word]
weft_str_to_float(s: str) -> float : raises borrows
    [ValueError]
weft_float_to_int(x: float) -> int : raises
    trunc [OverflowError, ValueError nan/inf]
weft_int_true_div(a: int, b: int) -> float
    correctly rounded; b != 0
weft_int_pow(a: int, b: int) -> int : raises
    b >= 0 [OverflowError]
weft_float_pow(a: float, b: float) -> float : raises
    Python's ** [ZeroDivisionError, OverflowError; negative base with fraction: ValueError saying complex isn't built]
weft_float_mod(a: float, b: float) -> float
    Python's %; b != 0
weft_float_floordiv(a: float, b: float) -> float
    b != 0
weft_float_round(x: float) -> int : raises
    round(x): to even
weft_float_round_digits(x: float, digits: index) -> float : raises
weft_int_float_cmp(a: int, b: float) -> order
    exact; 2 if unordered

# format.c, build*.c: a text piece by piece: f-strings, print. Not re-entrant: nothing else runs between begin and end
weft_build_begin() : writes(outside)
weft_build_str(s: str) : writes(outside) borrows
weft_build_int(i: int) : writes(outside)
weft_build_float(x: float) : writes(outside)
weft_build_bool(b: bool) : writes(outside)
weft_build_none() : writes(outside)
weft_build_format_int(i: int, spec: str) : raises writes(outside)
    format(i, spec) [ValueError]
weft_build_format_float(x: float, spec: str) : raises writes(outside)
weft_build_format_str(s: str, spec: str) : raises writes(outside)
weft_build_format_bool(b: bool, spec: str) : raises writes(outside)
weft_build_end() -> str : raises allocates writes(outside)
weft_build_print(stream: Stream, flush: bool) : raises writes(outside) stalls
    writes what was built: one print is one write

# list*.c: leaf kernels; the compiler inlines get, set, len and the fast path of append
weft_list_new(type: type, len: length) -> list : raises allocates
    elements zeroed; storage of exactly that many
weft_list_grow(xs: list) -> bool : raises allocates writes(storage)
    room for one more, as CPython over-allocates
weft_list_slice(xs: list, start: index, stop: index, step: index, given: Given, type: type) -> same : \
raises allocates reads
weft_list_slice_set(xs: list, start: index, stop: index, step: index, given: Given, ys: list) : \
raises allocates writes(list)
    [ValueError sizes differ in extended slices]
weft_list_slice_del(xs: list, start: index, stop: index, step: index, given: Given) : raises writes(list)
weft_list_concat(xs: list, ys: list, type: type) -> list : raises allocates reads
weft_list_extend(xs: list, ys: list) : raises allocates writes(list)
weft_list_repeat(xs: list, n: index, type: type) -> same : raises allocates reads
weft_list_repeat_in_place(xs: list, n: index) : raises allocates writes(list)
weft_list_insert_gap(xs: list, i: index) : raises allocates writes(list)
    i normalised by Python's insert rule here; makes a hole whose index is in w->result; the compiler stores
weft_list_remove_at(xs: list, i: index) : writes(list)
    i valid: closes the gap
weft_list_clear(xs: list) : writes(list)
weft_list_reverse(xs: list) : writes(elements)
weft_list_sort(xs: list, reverse: bool) : raises allocates writes(elements)
    stable; elements int, float, bool (elem kind RAW8 means float, INT int, RAW1 bool)
weft_list_sort_by(keys: list, xs: list, reverse: bool) -> bool : raises writes(elements)
    the same, by keys int, float, bool, str or tuples of such; maybe xs itself. False: not done, since there are NaNs
weft_list_eq_scalar(xs: list, ys: list, are_str: bool) -> bool : reads
    elementwise for scalars (floats by value) and str
weft_list_find_scalar(xs: list, payload: payload, is_str: bool, start: index) -> index in -1..2^29 : reads
    -1: not there
weft_range_to_list(start: index, stop: index, step: index, type: type) -> list : raises allocates

# dict.c: insertion-ordered, CPython's deletion semantics. A slot is where the value of an entry is (dict.value): the
# same wherever the dict moves, until an entry comes or goes. Of find and put there is one for any kind of key that C
# compares, and one each for those that most dicts have
weft_dict_new(type: type, hint: length) -> dict : raises allocates
weft_dict_find(d: dict, key: payload, tag: tag) -> slot : reads(dict)
    0: it isn't there
weft_dict_find_int(d: dict, key: payload, tag: tag) -> slot : reads(dict)
weft_dict_find_str(d: dict, key: payload, tag: tag) -> slot : reads(dict)
weft_dict_find_tuple(d: dict, key: payload, tag: tag) -> slot : reads(dict)
weft_dict_put(d: dict, key: payload, tag: tag, found: number) -> slot : raises allocates writes(dict)
    of a new entry, its value zeroed, if there is none. found: what find gives now; or -1: not known (passes/share.py)
weft_dict_put_int(d: dict, key: payload, tag: tag, found: number) -> slot : raises allocates writes(dict)
weft_dict_put_str(d: dict, key: payload, tag: tag, found: number) -> slot : raises allocates writes(dict)
weft_dict_put_tuple(d: dict, key: payload, tag: tag, found: number) -> slot : raises allocates writes(dict)
weft_dict_erase(d: dict, at: slot) : writes(dict)
weft_dict_next(d: dict, position: index) -> index : reads
    position of the next entry at or after `position`, -1 at the end
weft_dict_key_at(d: dict, position: index) -> address : reads
weft_dict_value_at(d: dict, position: index) -> slot : reads
weft_dict_last(d: dict) -> index : reads
    position of the last entry, -1: empty (popitem, reversed)
weft_dict_probe(d: dict, hash: hash, place: index) -> index : reads
    KEY_OBJECT: the next place of an entry with that hash, -1: none; place -1 begins
weft_dict_position(d: dict, place: index) -> index : reads
    of the entry there
weft_dict_append(d: dict, hash: hash, key: payload, tag: tag) -> index : raises allocates writes(dict)
    position of a new entry, its value zeroed
weft_dict_clear(d: dict) : writes(dict)
weft_dict_copy(d: dict, type: type) -> same : raises allocates reads
weft_dict_version(d: dict) -> stamp : reads
    of the number of entries
weft_dict_values_raw_eq(d: dict, e: dict) -> bool : reads
    both of scalar or str values: ==

# set.c: sets and frozensets. Positions are of entries in their table
weft_set_new(type: type) -> set : raises allocates
weft_set_contains(s: set, key: payload, tag: tag) -> bool : reads(set)
weft_set_contains_int(s: set, key: payload, tag: tag) -> bool : reads(set)
weft_set_contains_str(s: set, key: payload, tag: tag) -> bool : reads(set)
weft_set_contains_tuple(s: set, key: payload, tag: tag) -> bool : reads(set)
weft_set_add(s: set, key: payload, tag: tag) -> bool : raises allocates writes(set)
    0: it was there
weft_set_add_int(s: set, key: payload, tag: tag) -> bool : raises allocates writes(set)
weft_set_add_str(s: set, key: payload, tag: tag) -> bool : raises allocates writes(set)
weft_set_add_tuple(s: set, key: payload, tag: tag) -> bool : raises allocates writes(set)
weft_set_discard(s: set, key: payload, tag: tag) -> bool : writes(set)
    0: it wasn't
weft_set_next(s: set, position: index) -> index : reads
    of the next key at or after `position`, -1 at the end
weft_set_key_at(s: set, position: index) -> address : reads
weft_set_finger(s: set) -> index : writes(set)
    the position of what pop() takes, -1: empty
weft_set_erase(s: set, place: index) : writes(set)
    or a position
weft_set_probe(s: set, hash: hash, place: index) -> index : reads
    KEY_OBJECT: the next place of a key with that hash, -1: none; place -1 begins
weft_set_position(s: set, place: index) -> index : reads
weft_set_append(s: set, hash: hash, key: payload, tag: tag) -> index : raises allocates writes(set)
    position of a new key; nothing equal is there
weft_set_clear(s: set) : writes(set)
weft_set_copy(s: set, type: type) -> same : raises allocates reads
weft_set_version(s: set) -> stamp : reads
    when keys come, go or move
weft_set_reserve(s: set, more: length) : raises allocates writes(set)
    room for so many keys, as update() makes it
weft_set_shrink(s: set) : raises allocates writes(set)
    if many entries are of deleted keys, without them
weft_set_swap(s: set, other: set) : writes(set)
    the keys of two sets that are held alike
weft_set_merge(s: set, other: set) -> Merge : raises allocates writes(set)
    takes the other's keys, or makes ready for it
weft_set_place(s: set, other: set, position: index) -> address : writes(set)
    for MERGE_PLACES: the address of the key that comes where the other has it; it is zero

# hash.c: CPython's hashes of 64 bits, cut to an int word
weft_hash(x: object) -> hash : reads
    of a tuple or frozenset
weft_hash_items(hashes: list[int]) -> hash : reads
    of a tuple whose items have these

# output.c, argv.c, file.c, clock.c: WASI preview 1 (native build: POSIX)
weft_input(prompt: str?) -> str : raises allocates writes(outside) stalls
    without the newline [EOFError]
weft_argv(type: type) -> list[str] : raises allocates
weft_file_unsettled() -> bool : writes(outside)
    Has the running task files that wait to be written and perhaps died? Then a collection is asked for, and the next
    poll collects; asked again it says no.
weft_file_open(path: str, mode: str, about: str, reading: number, type: type) -> file : \
raises allocates writes(outside) stalls
    modes r w a x, + and t; 'b' is refused by the compiler; reading: Encoding | Newline << NEWLINE_SHIFT;
    about: what weft_file_about is to give
weft_file_about(f: file) -> str : raises allocates
    name, mode and encoding as open() was given them, with NULs between them
weft_file_std(stream: Stream, type: type) -> file : raises allocates
weft_file_read(f: file, limit: index) -> str : raises allocates writes(outside) stalls
    limit < 0: all
weft_file_readline(f: file, limit: index) -> str : raises allocates writes(outside) stalls
    limit < 0: none; "" at the end
weft_file_write(f: file, text: str) -> length : raises writes(outside) stalls borrows
    characters written
weft_file_flush(f: file) : raises writes(outside) stalls
weft_file_close(f: file) : raises writes(outside) stalls
    twice is fine
weft_file_closed(f: file) -> bool : reads
weft_time() -> float : writes(outside)
weft_monotonic() -> float : writes(outside)
weft_perf_counter() -> float : writes(outside)
weft_process_time() -> float : writes(outside)
weft_time_ns() -> int : writes(outside)
weft_perf_counter_ns() -> int : writes(outside)

# maths.c: Python's argument checks (ValueError "math domain error", OverflowError) around libm; MATH has further ones
weft_math_int(x: float, to: Whole) -> int : raises
weft_math_gcd(a: int, b: int) -> int
weft_math_isqrt(n: int) -> int : raises
weft_math_comb(n: int, k: int) -> int : raises
weft_math_perm(n: int, k: int) -> int : raises
weft_math_factorial(n: int) -> int : raises
"""

#: functions weft_math_NAME that are alike, and their row
MATH = {
    "acos acosh asin asinh atan atanh cbrt cos cosh erf erfc exp exp2 expm1 fabs log log10 log1p log2 sin sinh sqrt "
    "tan tanh gamma lgamma degrees radians ulp fraction whole mantissa": "x: float) -> float : raises",
    "atan2 hypot pow fmod copysign log_base remainder ldexp nextafter": "x: float, y: float) -> float : raises",
}

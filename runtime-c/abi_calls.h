/* Made by `make abi` from compiler/weftc/abi/calls.py; change that, not this. */
#ifndef WEFT_ABI_CALLS_H
#define WEFT_ABI_CALLS_H

/* heap.c, list_storage.c */
ref weft_alloc_slow(uint32_t bytes); /* where hp + bytes > limit [raises] */
/* grows storage to hold at least that many (amortised doubling as the caller wishes) [raises] */
int32_t weft_list_reserve(ref xs, uint32_t capacity);

/* exc.c: exceptions */
/* makes the exception, w->exc, status RAISING; __context__ from w->handling [raises] */
void weft_raise(const Type *type, const char *text);
/* hint: what a traceback says behind the text, or 0 [raises] */
void weft_raise_hint(const Type *type, const char *text, const char *hint);
void weft_raise_text(const Type *type, ref text); /* [raises] */
/* raise e: sets context (unless itself), status RAISING; traceback kept as it is [raises] */
void weft_raise_ref(ref e);
/* the same without touching the context: `raise` in a handler, the end of `finally` [raises] */
void weft_reraise(ref e);
void weft_raise_index(int32_t of /* IndexOf */); /* IndexError [raises] */
void weft_raise_zero(int32_t of /* Division */); /* ZeroDivisionError [raises] */
/* UnboundLocalError or NameError [raises] */
void weft_raise_unbound(ref name, int32_t kind /* Unbound */, const char *hint);
/* an int beyond 61 bits isn't built yet: the program ends with error[E...], at the first handler [raises] */
void weft_raise_overflow(void);
void weft_raise_power(void); /* nor is an int to a negative power [raises] */
void weft_traceback(uint32_t where); /* appends to w->exc's traceback while it unwinds [raises] */
void weft_exc_follow(ref e, ref original); /* e takes over traceback, cause and context [raises] */
int32_t weft_exc_follows(ref e, ref original); /* has e the same traceback, cause and context? */
int32_t weft_exc_mark(ref e, int32_t on); /* e is marked, or no more. 0: so it was */
void weft_report_groups(void); /* from now on what is reported may be a group, or come from one */
ref weft_catch(void); /* entering a handler: takes w->exc, status RUNNING */

/* spawn.c, join.c, wait.c: tasks */
/* makes the task; the address of its entry frame: compiled code fills in the arguments [raises] */
uint32_t weft_spawn_frame(const FrameDesc *entry);
/* the task gets globals of its own as `globals` says (0: none), copied from those of the running task, which begin
 * with the same. Copies references in the frame and in these slots as one value; makes the task runnable, or runs it
 * [raises] */
ref weft_spawn_commit(uint32_t frame, int32_t result, uint32_t globals, uint32_t type);
/* result; timeout_s < 0: none. Raises the task's error, Aborted, TimeoutError, RuntimeError (joining itself)
 * [raises, blocks] */
void weft_task_join(ref t, double timeout_s);
/* OUTCOME_VALUE or OUTCOME_ERROR with the exception in result [raises, blocks] */
void weft_task_outcome(ref t, double timeout_s);
void weft_task_abort(ref t);
int32_t weft_task_done(ref t);
int64_t weft_task_id(ref t);
ref weft_task_name(ref t); /* the function's name unless given */
ref weft_task_current(uint32_t type);
int64_t weft_task_number(void); /* of the running task; main's is 0 */
/* nobody can tell whether what it runs is a task of its own, nor is an order of tasks laid down */
int32_t weft_task_computes(ref t);
/* a task that is over at once may be called instead: no order is laid down, and it would begin if it was one */
int32_t weft_spawn_at_once(void);
/* one that has ended so; type 0: nobody keeps it [raises] */
ref weft_spawn_over(uint64_t result, int32_t kind, const FrameDesc *entry, uint32_t type);
void weft_spawn_ids(int64_t n); /* so many are passed over, as if tasks had had them */
int64_t weft_trampoline_slices(void); /* how many slices have ended on this worker */
word weft_core_random(void); /* 61 bits that nobody can foresee, but for a run with a seed */
int32_t weft_cpus(void);
void weft_sleep(double seconds); /* [raises, blocks] */
void weft_yield(void); /* [raises, blocks] */
void weft_shield_enter(void); /* aborts of the running task wait */
void weft_shield_leave(void); /* no more, unless it is inside another [raises] */

/* snapshot.c */
ref weft_snapshot_tasks(void); /* all tasks, as std/weft/tasks.py takes it apart [raises] */
int64_t weft_snapshot_count(void);

/* channel.c, select.c */
ref weft_channel_new(int64_t capacity, int32_t elem, uint32_t type); /* capacity -1: unbounded [raises: ValueError] */
/* a channel that names itself a queue; unbounded, if that is 0 or negative [raises] */
ref weft_channel_queue_new(int64_t maxsize, int32_t elem, uint32_t type);
ref weft_mailbox_new(int32_t elem, uint32_t type); /* an unbounded channel that names itself a process [raises] */
void weft_mailbox_adopt(ref ch); /* the running task is the process */
void weft_mailbox_abort(ref ch); /* its task, if it has begun */
int32_t weft_mailbox_trap(ref ch, int32_t traps); /* whether it did */
int32_t weft_mailbox_traps(ref ch);
/* [raises, blocks: Closed, TimeoutError] */
void weft_channel_send(ref ch, uint64_t payload, int32_t tag, double timeout_s);
/* what is allocated from here on, that much, is a message (passes/messages.py) */
void weft_message_begin(uint32_t bytes);
/* the call behind it sends xs, which nothing else refers to, or spawns a task with it */
void weft_message_give(ref xs);
/* the same as weft_channel_send, of such a message [raises, blocks] */
void weft_channel_send_built(ref ch, uint64_t payload, int32_t tag, double timeout_s);
/* [Closed, TimeoutError]; elem: of the channel, for whoever writes the call (emit/channels.py) [raises, blocks] */
void weft_channel_recv(ref ch, int32_t elem, double timeout_s);
void weft_channel_next(ref ch, int32_t elem); /* iteration: OUTCOME_VALUE or OUTCOME_CLOSED [raises, blocks] */
void weft_channel_try_send(ref ch, uint64_t payload, int32_t tag); /* [raises: Full, Closed] */
void weft_channel_try_recv(ref ch); /* [raises: Empty, Closed] */
void weft_channel_close(ref ch);
int64_t weft_channel_len(ref ch);
int64_t weft_channel_capacity(ref ch); /* -1: unbounded */
int64_t weft_channel_number(ref ch); /* counted up from 1 as channels are made */
int32_t weft_channel_closed(ref ch);
void weft_select_begin(void);
void weft_select_recv(ref ch);
void weft_select_send(ref ch, uint64_t payload, int32_t tag);
void weft_select_done(ref t); /* the task has ended */
/* of objects of the library's RecvArm, or SendArm and DoneArm, which are of these types */
void weft_select_arms(ref arms, uint32_t send_type, uint32_t done_type);
/* outcome VALUE, CLOSED, TIMEOUT, DEFAULT; arm [raises, blocks] */
void weft_select_wait(double timeout_s, int32_t has_default);

/* gate.c: permits are at least 1, and no more than `total` */
/* total: permits; owned: only who took them gives them back, and can't take twice; label, late: literals: "Mutex",
 * "was not free" [raises] */
ref weft_gate_new(int64_t total, int32_t owned, ref label, ref late, uint32_t type);
/* waits for its turn, and until so many are free [raises, blocks: TimeoutError; RuntimeError: owned, and held
 * already] */
void weft_gate_acquire(ref g, int64_t permits, double timeout_s);
/* the same in a cleanup: an abort waits. May come back without: ask weft_gate_mine [raises, blocks:
 * KeyboardInterrupt] */
void weft_gate_reacquire(ref g, int64_t permits);
int32_t weft_gate_try_acquire(ref g, int64_t permits); /* 1: at once; 0: not [raises] */
/* owned: as many as this task took; else of all that are out, its own first [raises: RuntimeError] */
void weft_gate_release(ref g, int64_t permits);
int64_t weft_gate_free(ref g); /* permits that nobody has */
int64_t weft_gate_total(ref g); /* the permits that there are, free or not */
int64_t weft_gate_mine(ref g); /* permits that this task has */
int64_t weft_gate_number(ref g); /* gates count up from 1, as they are made: hash, repr */
int64_t weft_gate_load(ref g); /* the word: 0 at first */
/* sets it and wakes so many of those parked, -1: all, in one step */
void weft_gate_store(ref g, int64_t value, int64_t wake);
/* the sum; otherwise as store [raises: OverflowError: beyond 61 bits and a sign] */
int64_t weft_gate_add(ref g, int64_t delta, int64_t wake);
int64_t weft_gate_swap(ref g, int64_t value); /* sets it and wakes nobody; what it was */
/* what the word was: if that was expected it is set, and so many of those parked are woken, in one step */
int64_t weft_gate_compare_exchange(ref g, int64_t expected, int64_t value, int64_t wake);
/* until woken; goes on at once if the word differs in one of the mask's bits [raises, blocks: TimeoutError] */
void weft_gate_park_if(ref g, int64_t expected, int64_t mask, double timeout_s);
int64_t weft_gate_unpark(ref g, int64_t n); /* wakes so many, -1: all, the longest parked first; how many there were */
/* releases an owned gate and parks on another in one step, whatever its word [raises, blocks: TimeoutError,
 * RuntimeError] */
void weft_gate_release_and_park(ref held, int64_t permits, ref g, double timeout_s);
/* x, which refers to g, is kept while this task holds g, or until something else is */
void weft_gate_keep(ref g, ref x);
int32_t weft_gate_keeps(ref g); /* whether something is kept */
ref weft_gate_kept(ref g); /* which is this */

/* cell.c: to be called by who holds the gate beside the cell */
ref weft_cell_new(int32_t elem, uint32_t type); /* elem: of its values [raises] */
void weft_cell_set(ref c, uint64_t payload, int32_t tag); /* stores a copy [raises] */
void weft_cell_get(ref c); /* a copy of what was stored last: result [raises] */

/* names.c, names_list.c: to be called by who holds the names' gate, but for the first; `now` and `until` in seconds
 * of weft_monotonic */
/* the gate of the table of names; both literals, as for weft_gate_new [raises] */
ref weft_names_gate(ref label, ref late, uint32_t type);
ref weft_names_find(ref name, double now, uint32_t type); /* what has the name; 0: nothing has [raises] */
/* it has the name from now on, instead of what had; until then, negative: for ever [raises] */
void weft_names_put(ref name, ref h, double until, double now);
int32_t weft_names_drop(ref name, double now); /* nothing has it any more; whether something had */
/* what follows the prefix in those that begin with it, in no order [raises] */
ref weft_names_list(ref prefix, double now, uint32_t type);

/* scope.c */
/* the task that is spawned next is a child of this gate, counted by its word, and fails: of this scope; pinned: on a
 * worker of its own, if there is one. 0: there shall be no more [raises] */
int32_t weft_scope_sponsor(ref g, int32_t fails, int32_t pinned);
void weft_scope_unsponsor(ref g); /* it was not spawned: one less is counted */
void weft_scope_abort(ref g); /* aborts all children */
/* the running task is the scope's owner: aborted when a child fails. 0: it has or had one [raises] */
int32_t weft_scope_enter(ref g);
/* no more; cancelled: by a Cancelled. Whether that was because of this scope */
int32_t weft_scope_leave(ref g, int32_t cancelled);
int64_t weft_scope_failed(ref g); /* how many children have failed, but for those whose error was raised */
int32_t weft_scope_told(ref g); /* whether somebody has joined the last of them */
/* the error of the last of them, if there is one, as it was: it gets no context [raises] */
void weft_scope_raise(ref g);

/* object.c */
int32_t weft_same_object(ref a, ref b); /* `is`/== of handles: the same shared object */
int64_t weft_object_number(ref h); /* of its shared object, while that lives */

/* str*.c: indices are already normalised by the compiler unless said */
ref weft_str_concat(ref a, ref b); /* [raises] */
/* the same, where only the result is used from now on: it may be a itself, grown [raises] */
ref weft_str_append(ref a, ref b);
void weft_str_seal(ref r); /* before anything else is to hold what may be the result of weft_str_append; r: or None */
ref weft_str_repeat(ref s, int64_t n); /* [raises] */
int32_t weft_str_eq(ref a, ref b);
int32_t weft_str_cmp(ref a, ref b); /* by code points */
ref weft_str_index(ref s, int64_t i); /* one character; negative from the end [raises: IndexError] */
/* Python's clamping [raises: ValueError for step 0] */
ref weft_str_slice(ref s, int64_t start, int64_t stop, int64_t step, int32_t given /* Given */);
int32_t weft_str_contains(ref s, ref part);
/* -1: not there; start/stop already defaulted (0, len); clamped as Python does */
int64_t weft_str_find(ref s, ref part, int64_t start, int64_t stop, int32_t reverse);
int64_t weft_str_count(ref s, ref part);
ref weft_str_replace(ref s, ref old, ref new_, int64_t count); /* [raises] */
/* sep None: whitespace [raises: ValueError empty separator] */
ref weft_str_split(ref s, ref sep, int64_t most, int32_t reverse, uint32_t type);
ref weft_str_splitlines(ref s, int32_t keepends, uint32_t type); /* [raises] */
ref weft_str_characters(ref s, uint32_t type); /* [raises] */
ref weft_str_join(ref sep, ref parts); /* [raises] */
ref weft_str_strip(ref s, ref chars, int32_t sides /* Side */); /* chars None: whitespace [raises] */
ref weft_str_case(ref s, int32_t to /* StrCase */); /* [raises] */
int32_t weft_str_is(ref s, int32_t test /* StrTest */);
int32_t weft_str_affix(ref s, ref part, int32_t end); /* startswith / endswith */
/* [raises: TypeError if fill isn't one character] */
ref weft_str_pad(ref s, int64_t width, ref fill, int32_t how /* Pad */);
ref weft_str_remove_affix(ref s, ref part, int32_t end); /* [raises] */
ref weft_str_repr(ref s); /* [raises] */
uint32_t weft_str_hash(ref s);
int64_t weft_ord(ref s); /* [raises: TypeError] */
ref weft_chr(int64_t code); /* [raises: ValueError] */

/* number.c, parse.c, integers.c: shortest repr and exact parsing are code of our own */
ref weft_int_to_str(word i); /* [raises] */
ref weft_float_to_str(double x); /* repr [raises] */
word weft_str_to_int(ref s, int64_t base); /* int(s, base) [raises: ValueError; OverflowError beyond the int word] */
double weft_str_to_float(ref s); /* [raises: ValueError] */
word weft_float_to_int(double x); /* trunc [raises: OverflowError, ValueError nan/inf] */
double weft_int_true_div(word a, word b); /* correctly rounded; b != 0 */
word weft_int_pow(word a, word b); /* b >= 0 [raises: OverflowError] */
/* Python's ** [raises: ZeroDivisionError, OverflowError; negative base with fraction: ValueError saying complex
 * isn't built] */
double weft_float_pow(double a, double b);
double weft_float_mod(double a, double b); /* Python's %; b != 0 */
double weft_float_floordiv(double a, double b); /* b != 0 */
word weft_float_round(double x); /* round(x): to even [raises] */
double weft_float_round_digits(double x, int64_t digits); /* [raises] */
int32_t weft_int_float_cmp(word a, double b); /* exact; 2 if unordered */

/* format.c, build*.c: a text piece by piece: f-strings, print. Not re-entrant: nothing else runs between begin and
 * end */
void weft_build_begin(void);
void weft_build_str(ref s);
void weft_build_int(word i);
void weft_build_float(double x);
void weft_build_bool(int32_t b);
void weft_build_none(void);
void weft_build_format_int(word i, ref spec); /* format(i, spec) [raises: ValueError] */
void weft_build_format_float(double x, ref spec); /* [raises] */
void weft_build_format_str(ref s, ref spec); /* [raises] */
void weft_build_format_bool(int32_t b, ref spec); /* [raises] */
ref weft_build_end(void); /* [raises] */
/* writes what was built: one print is one write [raises] */
void weft_build_print(int32_t stream /* Stream */, int32_t flush);

/* list*.c: leaf kernels; the compiler inlines get, set, len and the fast path of append */
ref weft_list_new(uint32_t type, int64_t len); /* elements zeroed; storage of exactly that many [raises] */
int32_t weft_list_grow(ref xs); /* room for one more, as CPython over-allocates [raises] */
/* [raises] */
ref weft_list_slice(ref xs, int64_t start, int64_t stop, int64_t step, int32_t given /* Given */, uint32_t type);
/* [raises: ValueError sizes differ in extended slices] */
void weft_list_slice_set(ref xs, int64_t start, int64_t stop, int64_t step, int32_t given /* Given */, ref ys);
void weft_list_slice_del(ref xs, int64_t start, int64_t stop, int64_t step, int32_t given /* Given */); /* [raises] */
ref weft_list_concat(ref xs, ref ys, uint32_t type); /* [raises] */
void weft_list_extend(ref xs, ref ys); /* [raises] */
ref weft_list_repeat(ref xs, int64_t n, uint32_t type); /* [raises] */
void weft_list_repeat_in_place(ref xs, int64_t n); /* [raises] */
/* i normalised by Python's insert rule here; makes a hole whose index is in w->result; the compiler stores [raises] */
void weft_list_insert_gap(ref xs, int64_t i);
void weft_list_remove_at(ref xs, int64_t i); /* i valid: closes the gap */
void weft_list_clear(ref xs);
void weft_list_reverse(ref xs);
/* stable; elements int, float, bool (elem kind RAW8 means float, INT int, RAW1 bool) [raises] */
void weft_list_sort(ref xs, int32_t reverse);
/* the same, by keys int, float, bool, str or tuples of such; maybe xs itself. False: not done, since there are NaNs
 * [raises] */
int32_t weft_list_sort_by(ref keys, ref xs, int32_t reverse);
int32_t weft_list_eq_scalar(ref xs, ref ys, int32_t are_str); /* elementwise for scalars (floats by value) and str */
int64_t weft_list_find_scalar(ref xs, uint64_t payload, int32_t is_str, int64_t start); /* -1: not there */
ref weft_range_to_list(int64_t start, int64_t stop, int64_t step, uint32_t type); /* [raises] */

/* dict.c: insertion-ordered, CPython's deletion semantics. A slot is where the value of an entry is (dict.value):
 * the same wherever the dict moves, until an entry comes or goes. Of find and put there is one for any kind of key
 * that C compares, and one each for those that most dicts have */
ref weft_dict_new(uint32_t type, int64_t hint); /* [raises] */
uint32_t weft_dict_find(ref d, uint64_t key, int32_t tag); /* 0: it isn't there */
uint32_t weft_dict_find_int(ref d, uint64_t key, int32_t tag);
uint32_t weft_dict_find_str(ref d, uint64_t key, int32_t tag);
uint32_t weft_dict_find_tuple(ref d, uint64_t key, int32_t tag);
/* of a new entry, its value zeroed, if there is none. found: what find gives now; or -1: not known (passes/share.py)
 * [raises] */
uint32_t weft_dict_put(ref d, uint64_t key, int32_t tag, int32_t found);
uint32_t weft_dict_put_int(ref d, uint64_t key, int32_t tag, int32_t found); /* [raises] */
uint32_t weft_dict_put_str(ref d, uint64_t key, int32_t tag, int32_t found); /* [raises] */
uint32_t weft_dict_put_tuple(ref d, uint64_t key, int32_t tag, int32_t found); /* [raises] */
void weft_dict_erase(ref d, uint32_t at);
int64_t weft_dict_next(ref d, int64_t position); /* position of the next entry at or after `position`, -1 at the end */
uint32_t weft_dict_key_at(ref d, int64_t position);
uint32_t weft_dict_value_at(ref d, int64_t position);
int64_t weft_dict_last(ref d); /* position of the last entry, -1: empty (popitem, reversed) */
/* KEY_OBJECT: the next place of an entry with that hash, -1: none; place -1 begins */
int64_t weft_dict_probe(ref d, int64_t hash, int64_t place);
int64_t weft_dict_position(ref d, int64_t place); /* of the entry there */
/* position of a new entry, its value zeroed [raises] */
int64_t weft_dict_append(ref d, int64_t hash, uint64_t key, int32_t tag);
void weft_dict_clear(ref d);
ref weft_dict_copy(ref d, uint32_t type); /* [raises] */
uint32_t weft_dict_version(ref d); /* of the number of entries */
int32_t weft_dict_values_raw_eq(ref d, ref e); /* both of scalar or str values: == */

/* set.c: sets and frozensets. Positions are of entries in their table */
ref weft_set_new(uint32_t type); /* [raises] */
int32_t weft_set_contains(ref s, uint64_t key, int32_t tag);
int32_t weft_set_contains_int(ref s, uint64_t key, int32_t tag);
int32_t weft_set_contains_str(ref s, uint64_t key, int32_t tag);
int32_t weft_set_contains_tuple(ref s, uint64_t key, int32_t tag);
int32_t weft_set_add(ref s, uint64_t key, int32_t tag); /* 0: it was there [raises] */
int32_t weft_set_add_int(ref s, uint64_t key, int32_t tag); /* [raises] */
int32_t weft_set_add_str(ref s, uint64_t key, int32_t tag); /* [raises] */
int32_t weft_set_add_tuple(ref s, uint64_t key, int32_t tag); /* [raises] */
int32_t weft_set_discard(ref s, uint64_t key, int32_t tag); /* 0: it wasn't */
int64_t weft_set_next(ref s, int64_t position); /* of the next key at or after `position`, -1 at the end */
uint32_t weft_set_key_at(ref s, int64_t position);
int64_t weft_set_finger(ref s); /* the position of what pop() takes, -1: empty */
void weft_set_erase(ref s, int64_t place); /* or a position */
/* KEY_OBJECT: the next place of a key with that hash, -1: none; place -1 begins */
int64_t weft_set_probe(ref s, int64_t hash, int64_t place);
int64_t weft_set_position(ref s, int64_t place);
/* position of a new key; nothing equal is there [raises] */
int64_t weft_set_append(ref s, int64_t hash, uint64_t key, int32_t tag);
void weft_set_clear(ref s);
ref weft_set_copy(ref s, uint32_t type); /* [raises] */
uint32_t weft_set_version(ref s); /* when keys come, go or move */
void weft_set_reserve(ref s, int64_t more); /* room for so many keys, as update() makes it [raises] */
void weft_set_shrink(ref s); /* if many entries are of deleted keys, without them [raises] */
void weft_set_swap(ref s, ref other); /* the keys of two sets that are held alike */
int32_t /* Merge */ weft_set_merge(ref s, ref other); /* takes the other's keys, or makes ready for it [raises] */
/* for MERGE_PLACES: the address of the key that comes where the other has it; it is zero */
uint32_t weft_set_place(ref s, ref other, int64_t position);

/* hash.c: CPython's hashes of 64 bits, cut to an int word */
int64_t weft_hash(ref x); /* of a tuple or frozenset */
int64_t weft_hash_items(ref hashes); /* of a tuple whose items have these */

/* output.c, argv.c, file.c, clock.c: WASI preview 1 (native build: POSIX) */
ref weft_input(ref prompt); /* without the newline [raises: EOFError] */
ref weft_argv(uint32_t type); /* [raises] */
/* Has the running task files that wait to be written and perhaps died? Then a collection is asked for, and the next
 * poll collects; asked again it says no. */
int32_t weft_file_unsettled(void);
/* modes r w a x, + and t; 'b' is refused by the compiler; reading: Encoding | Newline << NEWLINE_SHIFT; about: what
 * weft_file_about is to give [raises] */
ref weft_file_open(ref path, ref mode, ref about, int32_t reading, uint32_t type);
ref weft_file_about(ref f); /* name, mode and encoding as open() was given them, with NULs between them [raises] */
ref weft_file_std(int32_t stream /* Stream */, uint32_t type); /* [raises] */
ref weft_file_read(ref f, int64_t limit); /* limit < 0: all [raises] */
ref weft_file_readline(ref f, int64_t limit); /* limit < 0: none; "" at the end [raises] */
int64_t weft_file_write(ref f, ref text); /* characters written [raises] */
void weft_file_flush(ref f); /* [raises] */
void weft_file_close(ref f); /* twice is fine [raises] */
int32_t weft_file_closed(ref f);
double weft_time(void);
double weft_monotonic(void);
double weft_perf_counter(void);
double weft_process_time(void);
word weft_time_ns(void);
word weft_perf_counter_ns(void);

/* maths.c: Python's argument checks (ValueError "math domain error", OverflowError) around libm; MATH has further
 * ones */
word weft_math_int(double x, int32_t to /* Whole */); /* [raises] */
word weft_math_gcd(word a, word b);
word weft_math_isqrt(word n); /* [raises] */
word weft_math_comb(word n, word k); /* [raises] */
word weft_math_perm(word n, word k); /* [raises] */
word weft_math_factorial(word n); /* [raises] */
double weft_math_acos(double x); /* [raises] */
double weft_math_acosh(double x); /* [raises] */
double weft_math_asin(double x); /* [raises] */
double weft_math_asinh(double x); /* [raises] */
double weft_math_atan(double x); /* [raises] */
double weft_math_atanh(double x); /* [raises] */
double weft_math_cbrt(double x); /* [raises] */
double weft_math_cos(double x); /* [raises] */
double weft_math_cosh(double x); /* [raises] */
double weft_math_erf(double x); /* [raises] */
double weft_math_erfc(double x); /* [raises] */
double weft_math_exp(double x); /* [raises] */
double weft_math_exp2(double x); /* [raises] */
double weft_math_expm1(double x); /* [raises] */
double weft_math_fabs(double x); /* [raises] */
double weft_math_log(double x); /* [raises] */
double weft_math_log10(double x); /* [raises] */
double weft_math_log1p(double x); /* [raises] */
double weft_math_log2(double x); /* [raises] */
double weft_math_sin(double x); /* [raises] */
double weft_math_sinh(double x); /* [raises] */
double weft_math_sqrt(double x); /* [raises] */
double weft_math_tan(double x); /* [raises] */
double weft_math_tanh(double x); /* [raises] */
double weft_math_gamma(double x); /* [raises] */
double weft_math_lgamma(double x); /* [raises] */
double weft_math_degrees(double x); /* [raises] */
double weft_math_radians(double x); /* [raises] */
double weft_math_ulp(double x); /* [raises] */
double weft_math_fraction(double x); /* [raises] */
double weft_math_whole(double x); /* [raises] */
double weft_math_mantissa(double x); /* [raises] */
double weft_math_atan2(double x, double y); /* [raises] */
double weft_math_hypot(double x, double y); /* [raises] */
double weft_math_pow(double x, double y); /* [raises] */
double weft_math_fmod(double x, double y); /* [raises] */
double weft_math_copysign(double x, double y); /* [raises] */
double weft_math_log_base(double x, double y); /* [raises] */
double weft_math_remainder(double x, double y); /* [raises] */
double weft_math_ldexp(double x, double y); /* [raises] */
double weft_math_nextafter(double x, double y); /* [raises] */
#endif

/* The contract between compiled code and the runtime: object layouts, the worker's fields that compiled code
 * touches, frames, and every runtime call. The compiler repeats its numbers: compiler/weftc/emit/layout.py,
 * lower/layout.py, ir/runtime.py.
 *
 * Invariants
 * - A reference is a u32: in wasm the address, natively an offset into one reserved 4-GiB arena (PTR() turns it
 *   into a pointer). 0 is None. Objects are 8-aligned.
 * - Runtime calls never suspend in the middle, never collect, never call a user's code, and do bounded work: they
 *   finish, or they enqueue the current task as a waiter, set status SUSPENDING and return (the compiled caller
 *   saves its frame and returns), or they set w->exc and status RAISING. Collection happens only in the trampoline,
 *   when the task has wholly unwound. So C may hold raw pointers across allocations.
 * - Nothing outside a task points into its heap, except the frames and globals of that task. Frozen objects (freeze.h)
 *   are in no task's heap.
 * - Objects below weft_heap_start are static: immortal, never moved, never scanned, never copied.
 */
#ifndef WEFT_ABI_H
#define WEFT_ABI_H
#include <stdint.h>

typedef uint32_t ref;
typedef int64_t word; /* an int: values in [-2^61, 2^61) are themselves; the rest is reserved for big integers */

#define WEFT_INT_MIN (-((int64_t)1 << 61))
#define WEFT_INT_MAX (((int64_t)1 << 61) - 1)

/* --- kinds of slots: what a collector must know of 4, 8 or 16 bytes ----------------------------------------- */
enum SlotKind {
  SLOT_RAW4 = 0, /* i32: bool, counts; never scanned */
  SLOT_RAW8 = 1, /* f64, i64 proven small; never scanned */
  SLOT_REF = 2,  /* u32 reference or 0 */
  SLOT_INT = 3,  /* int word: may be a reference to a big integer one day */
  SLOT_PAIR = 4, /* 16 bytes: i32 tag at 0, 8-byte payload at 8: a union that holds scalars */
  SLOT_RAW1 = 5, /* list elements only: one byte, list[bool] */
  SLOT_NONE = 6, /* no bytes: the value None alone (results, dict values of None) */
};
/* of a pair; the payload is zero-extended */
enum Tag { TAG_NONE = 0, TAG_BOOL = 1, TAG_INT = 2, TAG_FLOAT = 3, TAG_REF = 4 };

/* --- static descriptors, emitted by the compiler (and by C for str) -------------------------------------------- */
enum TypeKind {
  T_FIXED = 0,  /* instances, tuples, closures, cells: `size` bytes, references where slots[] says */
  T_STR = 1,
  T_LIST = 2,   /* elem: SlotKind of the elements */
  T_ARRAY = 3,  /* a list's, dict's or set's storage: raw bytes as far as a scan from outside goes */
  T_DICT = 4,   /* elem: SlotKind of keys, value: SlotKind of values */
  T_HANDLE = 5, /* to a shared object (channel, task, file) */
  T_EXC = 6,    /* T_FIXED that begins with struct Exc */
  T_SET = 7,    /* elem: SlotKind of keys */
};
typedef struct Type {
  uint32_t kind;
  uint32_t class_id; /* classes are numbered in preorder: isinstance is a range test */
  /* bytes, a multiple of 8; of T_LIST, T_DICT, T_SET those of the struct, and of the fields that a class adds; not of
   * T_STR, T_ARRAY, T_HANDLE */
  uint32_t size;
  uint32_t name;     /* address of NUL-terminated UTF-8: the class name */
  uint8_t elem, value; /* SlotKind */
  uint8_t key;       /* T_DICT, T_SET: enum KeyKind: how keys hash and compare */
  uint8_t flags;     /* TYPE_ACYCLIC: nothing reachable can share or cycle; TYPE_LEAF: holds no references */
  uint32_t nslots;
  uint16_t slots[];  /* (byte offset / 4) << 3 | SlotKind, only REF, INT and PAIR; not what the kind itself holds */
} Type;
enum { TYPE_LEAF = 1, TYPE_ACYCLIC = 2 };
/* Numbers equal across kinds hash alike. TUPLE: tuples and frozensets of such. (The slots of a tuple's Type list every
 * field, RAW kinds too.) OBJECT: compared by compiled code. */
enum KeyKind { KEY_INT = 0, KEY_STR = 1, KEY_FLOAT = 2, KEY_BOOL = 3, KEY_PAIR = 4, KEY_TUPLE = 5, KEY_OBJECT = 6 };

typedef struct Where { /* a source position; strings are NUL-terminated UTF-8 addresses */
  uint32_t file, function, line, text; /* the source lines with carets below them, without indentation; 0: none */
} Where;

typedef struct FrameDesc { /* one per resume point */
  uint32_t size;   /* bytes of the frame, this word included; a multiple of 8 */
  /* table index of resume_S: (i32 func) -> (); calls func with zeros and budget -1, stores the result */
  uint32_t thunk;
  uint32_t func;   /* table index of the compiled function */
  uint32_t pt;     /* resume point */
  uint32_t flags;  /* FRAME_HANDLER: a handler covers this point; FRAME_LIBRARY: no cancellation at polls here */
  uint32_t where;  /* address of a Where, or 0 (then no line in tracebacks) */
  uint32_t nslots;
  uint16_t slots[]; /* as in Type: live slots that hold references */
} FrameDesc;
enum {
  FRAME_HANDLER = 1,
  FRAME_LIBRARY = 2,
  FRAME_POLL = 4,  /* a poll or an entry, not a call */
  FRAME_ENTRY = 8, /* the function hasn't begun: no line for tracebacks; `where` names it, which is a task's name */
};
/* A frame in memory: u32 address of its FrameDesc, then slots at offsets from 4 (8-byte slots 8-aligned). */

/* --- objects ----------------------------------------------------------------------------------------------------- */
typedef struct Obj { uint32_t type, aux; } Obj; /* type: address of a Type; while collecting, new address | 1 */
/* hash 0: not yet computed; len code points; width 1 (Latin-1), 2, 4: the narrowest that fits */
typedef struct Str { uint32_t type, hash, len, width; uint8_t data[]; } Str;
typedef struct List { uint32_t type, len, data, cap; } List; /* data: an Array, or 0 while cap is 0 */
typedef struct Array { uint32_t type, bytes; uint8_t data[]; } Array; /* bytes of payload */
typedef struct Dict {
  uint32_t type, len; /* the rest belongs to dict.c */
  uint32_t entries, index, fill, capacity, index_size, version;
} Dict;
typedef struct Set {
  uint32_t type, len; /* the rest belongs to set.c */
  uint32_t table, mask, fill, finger, version, pad;
} Set;
typedef struct Handle { uint32_t type, aux, object, next; } Handle; /* next: list of the task's handles */
/* text: str(e); args: tuple or 0 = (text,); traceback: Array of Where addresses, outermost last, or 0; flags 1:
 * `from None`/cause given suppresses context; the bits above: address of a hint, static text behind the message in
 * tracebacks, or 0. User fields follow at 32. */
typedef struct Exc { uint32_t type, flags, text, args, cause, context, traceback, pad; } Exc;
/* T_FIXED: fields from offset 8. Cells: one field at 8. */

/* --- the worker, as far as compiled code touches it --------------------------------------------------------------- */
typedef struct Worker {
  /* threads: 0, or 0x7fffffff when someone wants something. portable: fuel, counted down by polls; negative wants
   * something */
  /*  0 */ uint32_t attention;
  /*  4 */ uint32_t requests;  /* REQ_ bits; set before attention */
  /*  8 */ uint32_t hp, limit; /* bump allocation of the running task: 8-aligned */
  /* 16 */ uint32_t sp;        /* the running task's innermost saved frame; its stack grows downwards */
  /* 20 */ uint32_t scratch;   /* where the next unwound frame is written (upwards) */
  /* the running task's own globals (globals.h); not in the moving heap */
  /* 24 */ uint32_t globals;
  /* 28 */ uint32_t task;
  /* 32 */ uint32_t exc;       /* the exception on its way, while status is RAISING */
  /* 36 */ uint32_t handling;  /* the exception being handled: bare `raise`, __context__ */
  /* 40 */ uint64_t result;    /* what a resumed call returned; what join, recv ... deliver */
  /* 48 */ uint32_t result_tag;
  /* 52 */ uint32_t outcome;   /* enum Outcome of the last blocking call */
  /* 56 */ uint32_t arm;       /* select: which */
  /* 60 */ int32_t budget;     /* bytes of engine stack that a resumed function may use */
  /* stored by compiled code before weft_task_join and weft_task_outcome: its own budget; tells whether a child may
   * run in place. -1: never stored */
  /* 64 */ int32_t left;
  /* stored by compiled code before weft_spawn_frame: Where of the spawn, for reports; 0: unknown */
  /* 68 */ uint32_t where;
  /* build.c: the text under construction: address, code points, bytes of room, width; zero at first */
  /* 72 */ uint32_t build[4];
  /* the rest belongs to core.h */
} Worker;
enum Status { STATUS_RUNNING = 0, STATUS_SUSPENDING = 1, STATUS_RAISING = 2 };
enum Outcome { OUTCOME_VALUE = 0, OUTCOME_CLOSED = 1, OUTCOME_TIMEOUT = 2, OUTCOME_DEFAULT = 3, OUTCOME_ERROR = 4 };
enum { REQ_SLICE = 1, REQ_HUNGRY = 2, REQ_ABORT = 4, REQ_COLLECT = 8, REQ_STOP = 16, REQ_INTERRUPT = 32 };

/* --- what the compiled program provides to C ---------------------------------------------------------------------- */
typedef struct Globals {  /* a struct of globals: what a collector and a spawn must know of it */
  uint32_t size;          /* in bytes, a multiple of 8; 0: there is none */
  uint32_t copied;        /* so many of the slots a spawn copies; those behind them it leaves at 0 */
  uint32_t nslots;
  uint32_t slots[];       /* byte offset << 3 | SlotKind, only REF, INT and PAIR */
} Globals;
typedef struct Program { /* datum `weft_program` */
  uint32_t main_desc;     /* FrameDesc of the entry of the module-level code (its frame has no arguments) */
  uint32_t own;           /* Globals: main's own */
  uint32_t flags;
  uint32_t max_class_id;
  uint32_t shared;        /* Globals: those that all tasks share from the first spawn on (freeze.h) */
  uint32_t shared_area;   /* where these are: static data */
} Program;
extern const Program weft_program;
uint32_t weft_worker(void);            /* wasm global: this instance's Worker */
void weft_set_worker(uint32_t worker);
int32_t weft_status(void);             /* wasm global */
void weft_set_status(int32_t status);
/* Types of the built-in exceptions, emitted by the compiler under these names because their class ids depend on the
 * program: */
extern const Type weft_type_IndexError, weft_type_KeyError, weft_type_ValueError, weft_type_TypeError,
    weft_type_ZeroDivisionError, weft_type_OverflowError, weft_type_MemoryError, weft_type_RecursionError,
    weft_type_RuntimeError, weft_type_KeyboardInterrupt, weft_type_SystemExit, weft_type_EOFError, weft_type_OSError,
    weft_type_FileNotFoundError, weft_type_PermissionError, weft_type_FileExistsError, weft_type_IsADirectoryError,
    weft_type_NotADirectoryError, weft_type_UnicodeDecodeError, weft_type_UnicodeEncodeError, weft_type_TimeoutError,
    weft_type_BrokenPipeError, weft_type_UnboundLocalError, weft_type_NameError, weft_type_AttributeError,
    weft_type_AssertionError, weft_type_io_UnsupportedOperation, weft_type_weft_Closed, weft_type_weft_Empty,
    weft_type_weft_Full, weft_type_weft_Cancelled, weft_type_weft_Aborted;
extern const Type weft_type_str; /* str.c */

/* --- runtime calls
 * ---------------------------------------------------------------------------------------------------- [raises] sets
 * status RAISING, [blocks] may set SUSPENDING; after a blocking call that finished or was resumed its outcome is in
 * w->outcome, w->result, w->result_tag, w->arm. */

/* heap.c, list_storage.c */
/* 8-aligned, zeroed; bump or a new block; asks for a collection when due [raises MemoryError, returns 0] */
ref weft_alloc(uint32_t bytes);
ref weft_alloc_slow(uint32_t bytes);            /* the same, called by compiled code when hp + bytes > limit */
/* grows storage to hold at least that many (amortised doubling as the caller wishes) [raises] */
int32_t weft_list_reserve(ref list, uint32_t capacity);

/* exceptions: exc.c */
/* makes the exception, w->exc, status RAISING; __context__ from w->handling */
void weft_raise(const Type *type, const char *text);
/* raise e: sets context (unless itself), status RAISING; traceback kept as it is */
void weft_raise_ref(ref exc);
/* the same without touching the context: `raise` in a handler, the end of `finally` */
void weft_reraise(ref exc);
/* cold paths of compiled code: IndexError; 0 list index, 1 list assignment index, 2 string index, 3 tuple index, 4
 * pop index, 5 pop from empty list, 6 range object index */
void weft_raise_index(int32_t what);
/* ZeroDivisionError with CPython 3.13's text: 0 int / ("division by zero"), 1 int // and % ("integer division or
 * modulo by zero" or "integer modulo by zero": 1 //, 2 %), 3 float / ("float division by zero" or as 3.13 has it), 4
 * float //, 5 float %, 6 divmod */
void weft_raise_zero(int32_t what);
/* what isn't built yet: the program ends with error[E...], at the first handler */
void weft_raise_overflow(void);                 /* an int beyond 61 bits */
void weft_raise_power(void);                    /* an int to a negative power */
/* UnboundLocalError / NameError with CPython's text */
void weft_raise_unbound(ref name, int32_t kind, const char *hint);
/* hint: what a traceback says behind the text, or 0 */
void weft_raise_hint(const Type *type, const char *text, const char *hint);
void weft_raise_text(const Type *type, ref text);/* text is a str */
void weft_traceback(uint32_t where);            /* appends to w->exc's traceback while it unwinds */
ref weft_catch(void);                           /* entering a handler: takes w->exc, status RUNNING, returns it */

/* concurrency: spawn.c, join.c, wait.c, channel.c, select.c */
/* makes the task, returns the address of its entry frame; compiled code fills in the arguments [raises MemoryError] */
uint32_t weft_spawn_frame(const FrameDesc *entry);
/* the task gets globals of its own as `globals` says (0: none), copied from those of the running task, which begin with
 * the same. Copies references in the frame and in these slots as one value; makes the task runnable; returns a Handle
 * of Type `type` [raises] */
ref weft_spawn_commit(uint32_t frame, int32_t result_kind, uint32_t globals, uint32_t type);
/* result [blocks, raises]; timeout_s < 0: none. Raises the task's error, Aborted, TimeoutError, RuntimeError
 * (joining itself) */
void weft_task_join(ref task, double timeout_s);
/* OUTCOME_VALUE or OUTCOME_ERROR with the exception in result [blocks, raises] */
void weft_task_outcome(ref task, double timeout_s);
void weft_task_abort(ref task);
int32_t weft_task_done(ref task);
word weft_task_id(ref task);
word weft_core_random(void);                         /* 61 bits that nobody can foresee, but for a run with a seed */
ref weft_task_name(ref task);                        /* a str: the function's name unless given */
ref weft_task_current(uint32_t type);                /* a handle */
word weft_task_number(void);                        /* of the running task; main's is 0 */
int32_t weft_cpus(void);
void weft_sleep(double seconds);                     /* [blocks, raises] */
void weft_yield(void);                               /* [blocks] */
/* capacity -1: unbounded; elem: SlotKind; [raises ValueError] */
ref weft_channel_new(word capacity, int32_t elem, uint32_t type);
/* [blocks, raises Closed, TimeoutError] */
void weft_channel_send(ref ch, uint64_t payload, int32_t tag, double timeout_s);
void weft_channel_recv(ref ch, double timeout_s);    /* [blocks, raises Closed, TimeoutError] */
void weft_channel_next(ref ch);                      /* iteration: OUTCOME_VALUE or OUTCOME_CLOSED [blocks] */
void weft_channel_try_send(ref ch, uint64_t payload, int32_t tag); /* [raises Full, Closed] */
void weft_channel_try_recv(ref ch);                  /* [raises Empty, Closed] */
void weft_channel_close(ref ch);
word weft_channel_len(ref ch);
word weft_channel_capacity(ref ch);                  /* -1: unbounded */
word weft_channel_number(ref ch);                    /* counted up from 1 as channels are made */
int32_t weft_channel_closed(ref ch);
void weft_select_begin(void);
void weft_select_recv(ref ch);
void weft_select_send(ref ch, uint64_t payload, int32_t tag);
/* of objects of the library's RecvArm, or SendArm, which is of that type */
void weft_select_arms(ref list, uint32_t send_type);
/* outcome VALUE, CLOSED, TIMEOUT, DEFAULT; arm [blocks, raises] */
void weft_select_wait(double timeout_s, int32_t has_default);
/* gates: gate.c. Permits are at least 1, and no more than `total` */
/* total: permits; owned: only who took them gives them back, and can't take twice; label, late: literals: "Mutex", "was
 * not free" [raises] */
ref weft_gate_new(word total, int32_t owned, ref label, ref late, uint32_t type);
/* waits for its turn, and until so many are free [blocks, raises TimeoutError, RuntimeError: owned, and held
 * already] */
void weft_gate_acquire(ref gate, word permits, double timeout_s);
/* the same in a cleanup: an abort waits. May come back without: ask weft_gate_mine [blocks, raises
 * KeyboardInterrupt] */
void weft_gate_reacquire(ref gate, word permits);
int32_t weft_gate_try_acquire(ref gate, word permits); /* 1: at once; 0: not [raises] */
/* owned: as many as this task took; else of all that are out, its own first [raises RuntimeError] */
void weft_gate_release(ref gate, word permits);
word weft_gate_free(ref gate);                       /* permits that nobody has */
word weft_gate_mine(ref gate);                       /* permits that this task has */
word weft_gate_number(ref gate);                     /* gates count up from 1, as they are made: hash, repr */
word weft_gate_load(ref gate);                       /* the word: 0 at first */
/* sets it and wakes so many of those parked, -1: all, in one step */
void weft_gate_store(ref gate, word value, word wake);
word weft_gate_add(ref gate, word delta, word wake); /* the sum; otherwise as store [raises OverflowError] */
/* what the word was: it is set if that was expected */
word weft_gate_compare_exchange(ref gate, word expected, word value);
/* until woken; goes on at once if the word is another [blocks, raises TimeoutError] */
void weft_gate_park_if(ref gate, word expected, double timeout_s);
/* wakes so many, -1: all, the longest parked first; how many there were */
word weft_gate_unpark(ref gate, word n);
/* releases an owned gate and parks on another in one step, whatever its word [blocks, raises TimeoutError,
 * RuntimeError] */
void weft_gate_release_and_park(ref held, word permits, ref gate, double timeout_s);
int32_t weft_same_object(ref a, ref b);              /* `is`/== of handles: the same shared object */
word weft_object_number(ref handle);                 /* of its shared object, while that lives */

/* str.c: all take and return str unless said; indices are already normalised by the compiler unless said */
ref weft_str_concat(ref a, ref b);
ref weft_str_repeat(ref s, word n);
int32_t weft_str_eq(ref a, ref b);
int32_t weft_str_cmp(ref a, ref b);                  /* -1, 0, 1 by code points */
ref weft_str_index(ref s, word i);                   /* one character; negative from the end [raises IndexError] */
/* given bits 1, 2, 4: start, stop, step present; Python's clamping [raises ValueError for step 0] */
ref weft_str_slice(ref s, word start, word stop, word step, int32_t given);
int32_t weft_str_contains(ref s, ref part);
/* -1: not there; start/stop already defaulted (0, len); clamped as Python does */
word weft_str_find(ref s, ref part, word start, word stop, int32_t reverse);
word weft_str_count(ref s, ref part);
ref weft_str_replace(ref s, ref old, ref new_, word count);
/* sep 0: whitespace [raises ValueError empty separator] */
ref weft_str_split(ref s, ref sep, word maxsplit, int32_t reverse, uint32_t list_type);
ref weft_str_splitlines(ref s, int32_t keepends, uint32_t list_type);
ref weft_str_join(ref sep, ref list);                /* list[str] */
ref weft_str_strip(ref s, ref chars, int32_t sides); /* chars 0: whitespace; sides 1 left, 2 right, 3 both */
/* 0 lower 1 upper 2 title 3 capitalize 4 swapcase 5 casefold; full Unicode of CPython 3.13 */
ref weft_str_case(ref s, int32_t what);
/* 0 alpha 1 digit 2 alnum 3 space 4 upper 5 lower 6 decimal 7 numeric 8 identifier 9 printable 10 ascii 11 title */
int32_t weft_str_is(ref s, int32_t what);
int32_t weft_str_affix(ref s, ref part, int32_t end);/* startswith / endswith */
/* 0 ljust 1 rjust 2 center 3 zfill [raises TypeError if fill isn't one character] */
ref weft_str_pad(ref s, word width, ref fill, int32_t how);
ref weft_str_remove_affix(ref s, ref part, int32_t end);
ref weft_str_repr(ref s);
uint32_t weft_str_hash(ref s);
word weft_ord(ref s);                                /* [raises TypeError with CPython's text] */
ref weft_chr(word code);                             /* [raises ValueError] */
/* number.c: shortest repr and exact parsing are code of our own */
ref weft_int_to_str(word i);
ref weft_float_to_str(double x);                     /* repr */
/* int(s, base) [raises ValueError with CPython's text; OverflowError beyond the int word] */
word weft_str_to_int(ref s, word base);
double weft_str_to_float(ref s);                     /* [raises ValueError] */
word weft_float_to_int(double x);                    /* trunc [raises OverflowError, ValueError nan/inf] */
double weft_int_true_div(word a, word b);            /* correctly rounded; b != 0 */
word weft_int_pow(word a, word b, int32_t *unused);  /* b >= 0 [raises OverflowError] */
/* Python's ** on floats [raises ZeroDivisionError, OverflowError; negative base with fraction: ValueError saying
 * complex isn't built] */
double weft_float_pow(double a, double b);
double weft_float_mod(double a, double b);           /* Python's %; b != 0 */
double weft_float_floordiv(double a, double b);      /* b != 0 */
word weft_float_round(double x);                     /* round(x): to even, an int [raises] */
double weft_float_round_digits(double x, word digits);
int32_t weft_int_float_cmp(word a, double b);        /* -1, 0, 1; 2 if unordered; exact */
/* format.c: building text piece by piece: f-strings, print, %-free formatting. Not re-entrant: nothing else runs
 * between begin and end */
void weft_build_begin(void);
void weft_build_str(ref s);
void weft_build_int(word i);
void weft_build_float(double x);
void weft_build_bool(int32_t b);
void weft_build_none(void);
void weft_build_format_int(word i, ref spec);        /* format(i, spec) [raises ValueError as CPython's] */
void weft_build_format_float(double x, ref spec);
void weft_build_format_str(ref s, ref spec);
void weft_build_format_bool(int32_t b, ref spec);
ref weft_build_end(void);                            /* the str */
void weft_build_print(int32_t fd, int32_t flush);    /* writes what was built to 1 or 2: one print is one write */
/* list.c: leaf kernels; the compiler inlines get, set, len and the fast path of append */
ref weft_list_new(uint32_t type, word len);          /* elements zeroed; storage of exactly len [raises] */
int32_t weft_list_grow(ref list);                    /* room for one more, as CPython over-allocates [raises] */
ref weft_list_slice(ref list, word start, word stop, word step, int32_t given, uint32_t type);
/* [raises ValueError sizes differ in extended slices] */
void weft_list_slice_set(ref list, word start, word stop, word step, int32_t given, ref values);
void weft_list_slice_del(ref list, word start, word stop, word step, int32_t given);
ref weft_list_concat(ref a, ref b, uint32_t type);
void weft_list_extend(ref list, ref other);
ref weft_list_repeat(ref list, word n, uint32_t type);
void weft_list_repeat_in_place(ref list, word n);
/* i normalised by Python's insert rule here; makes a hole whose index is in w->result; the compiler stores */
void weft_list_insert_gap(ref list, word i);
void weft_list_remove_at(ref list, word i);          /* i valid: closes the gap */
void weft_list_clear(ref list);
void weft_list_reverse(ref list);
/* stable; elements int, float, str, bool (elem kind RAW8 means float, INT int, REF str, RAW1 bool) */
void weft_list_sort(ref list, int32_t reverse);
int32_t weft_list_eq_scalar(ref a, ref b, int32_t is_str); /* elementwise for scalars (floats by value) and str */
word weft_list_find_scalar(ref list, uint64_t payload, int32_t is_str, word start); /* -1: not there */
ref weft_range_to_list(word start, word stop, word step, uint32_t type);
/* dict.c: insertion-ordered, CPython's deletion semantics. Keys arrive as payload + tag (tag only for KEY_PAIR), values
 * live in memory: calls return the address of the value's slot, valid until the next call on that dict */
ref weft_dict_new(uint32_t type, word hint);         /* [raises] */
uint32_t weft_dict_find(ref d, uint64_t key, int32_t tag);   /* address of the value or 0 */
/* address of the (maybe new, zeroed) value [raises]; w->outcome 1 if new */
uint32_t weft_dict_put(ref d, uint64_t key, int32_t tag);
int32_t weft_dict_delete(ref d, uint64_t key, int32_t tag);  /* 0: not there */
/* position of the next entry at or after `position`, -1 at the end */
word weft_dict_next(ref d, word position);
uint32_t weft_dict_key_at(ref d, word position);     /* addresses of an entry's key and value */
uint32_t weft_dict_value_at(ref d, word position);
word weft_dict_last(ref d);                          /* position of the last entry, -1: empty (popitem, reversed) */
/* KEY_OBJECT: the next place of an entry with that hash, -1: none; place -1 begins */
word weft_dict_probe(ref d, word hash, word place);
word weft_dict_position(ref d, word place);          /* of the entry there */
/* position of a new entry, its value zeroed [raises] */
word weft_dict_append(ref d, word hash, uint64_t key, int32_t tag);
void weft_dict_erase(ref d, word place);
void weft_dict_clear(ref d);
ref weft_dict_copy(ref d, uint32_t type);
uint32_t weft_dict_version(ref d);                   /* changes when the number of entries changes */
int32_t weft_dict_values_raw_eq(ref a, ref b);       /* both of scalar or str values: == */
/* set.c: sets and frozensets. Keys arrive as in dicts; positions are of entries in their table */
ref weft_set_new(uint32_t type);                     /* [raises] */
int32_t weft_set_contains(ref s, uint64_t key, int32_t tag);
int32_t weft_set_add(ref s, uint64_t key, int32_t tag);      /* 0: it was there [raises] */
int32_t weft_set_discard(ref s, uint64_t key, int32_t tag);  /* 0: it wasn't */
word weft_set_next(ref s, word position);            /* of the next key at or after `position`, -1 at the end */
uint32_t weft_set_key_at(ref s, word position);      /* the key's address */
word weft_set_finger(ref s);                         /* the position of what pop() takes, -1: empty */
void weft_set_erase(ref s, word place);             /* or a position */
/* KEY_OBJECT: the next place of a key with that hash, -1: none; place -1 begins */
word weft_set_probe(ref s, word hash, word place);
word weft_set_position(ref s, word place);
/* position of a new key; nothing equal is there [raises] */
word weft_set_append(ref s, word hash, uint64_t key, int32_t tag);
void weft_set_clear(ref s);
ref weft_set_copy(ref s, uint32_t type);             /* [raises] */
uint32_t weft_set_version(ref s);                    /* changes when keys come, go or move */
void weft_set_reserve(ref s, word more);             /* room for so many keys, as update() makes it [raises] */
void weft_set_shrink(ref s);                         /* if many entries are of deleted keys, without them [raises] */
void weft_set_swap(ref s, ref other);                /* the keys of two sets that are held alike */
/* takes the other's keys, or makes ready for it [raises] */
enum { MERGE_DONE = 0, MERGE_KEYS = 1, MERGE_PLACES = 2 }; /* to be added one by one; placed one by one */
int32_t weft_set_merge(ref s, ref other);
/* for MERGE_PLACES: the address of the key that comes where the other has it; it is zero */
uint32_t weft_set_place(ref s, ref other, word position);
/* hash.c: CPython's hashes of 64 bits, cut to an int word */
word weft_hash(ref value);                           /* of a tuple or frozenset */
word weft_hash_items(ref hashes);                    /* of a tuple whose items have these: list[int] */
/* output.c, argv.c, file.c, clock.c: WASI preview 1 (native build: POSIX) */
ref weft_input(ref prompt);                          /* prompt 0: none; without the newline [raises EOFError] */
ref weft_argv(uint32_t list_type);                   /* list[str] */
/* text files, UTF-8; modes r w a x, + and t; 'b' is refused by the compiler [raises] */
/* Has the running task files that wait to be written and perhaps died? Then a collection is asked for, and the next
 * poll collects; asked again it says no. */
int32_t weft_file_unsettled(void);
/* how_read: encoding | newline << 2; about: see weft_file_about [raises] */
ref weft_file_open(ref path, ref mode, ref about, int32_t how_read, uint32_t type);
ref weft_file_about(ref file);                       /* name, mode and encoding, with NULs between them [raises] */
ref weft_file_std(int32_t fd, uint32_t type);        /* sys.stdin, sys.stdout, sys.stderr */
ref weft_file_read(ref file, word limit);            /* limit < 0: all [raises] */
ref weft_file_readline(ref file, word limit);        /* limit < 0: none; "" at the end [raises] */
word weft_file_write(ref file, ref text);            /* characters written [raises] */
void weft_file_flush(ref file);
void weft_file_close(ref file);                      /* twice is fine */
int32_t weft_file_closed(ref file);
double weft_time(void);
double weft_monotonic(void);
double weft_perf_counter(void);
word weft_time_ns(void);
word weft_perf_counter_ns(void);
double weft_process_time(void);
/* maths.c: Python's argument checks (ValueError "math domain error", OverflowError) around libm: one function each */
double weft_math1(int32_t what, double x);           /* enum Math1 in maths.h, names as in Python's math [raises] */
/* atan2 hypot pow fmod copysign log(x, base) dist remainder ldexp nextafter */
double weft_math2(int32_t what, double x, double y);
word weft_math_int(int32_t what, double x);          /* floor ceil trunc [raises] */
word weft_math_gcd(word a, word b);
word weft_math_isqrt(word n);
word weft_math_comb(word n, word k);
word weft_math_perm(word n, word k);
word weft_math_factorial(word n);
int32_t weft_math_test(int32_t what, double x);      /* isnan isinf isfinite */
#endif

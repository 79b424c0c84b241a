/* Made by `make abi` from weftc/abi/{memory,numbers,structs}.py and weftc/host/contract.py; change that, not this. */
#ifndef WEFT_ABI_NUMBERS_H
#define WEFT_ABI_NUMBERS_H
#define WEFT_ABI "9ac17e08da25"

/* what a collector must know of 4, 8 or 16 bytes */
enum SlotKind {
  SLOT_RAW4 = 0, /* i32: bool, counts; never scanned */
  SLOT_RAW8 = 1, /* f64, i64 proved small; never scanned */
  SLOT_REF = 2, /* u32 reference or 0 */
  SLOT_INT = 3, /* int word: may be a reference to a big integer one day */
  SLOT_PAIR = 4, /* 16 bytes: i32 tag at 0, 8-byte payload at 8: a union that holds scalars */
  SLOT_RAW1 = 5, /* list elements only: one byte, list[bool] */
  SLOT_NONE = 6, /* no bytes: the value None alone (results, dict values of None) */
};

/* what a PAIR's payload is; it is zero-extended */
enum Tag { TAG_NONE = 0, TAG_BOOL = 1, TAG_INT = 2, TAG_FLOAT = 3, TAG_REF = 4 };

/* of a descriptor */
enum TypeKind {
  T_FIXED = 0, /* instances, tuples, closures, cells: `size` bytes, references where slots[] says */
  T_STR = 1,
  T_LIST = 2, /* elem: SlotKind of the elements */
  T_ARRAY = 3, /* a list's, dict's or set's storage: raw bytes as far as a scan from outside goes */
  T_DICT = 4, /* elem: SlotKind of keys, value: SlotKind of values */
  T_HANDLE = 5, /* to a shared object (channel, task, file) */
  T_EXC = 6, /* FIXED that begins with struct Exc */
  T_SET = 7, /* elem: SlotKind of keys */
};

/* how a dict or set hashes and compares its keys; numbers equal across kinds hash alike */
enum KeyKind {
  KEY_INT = 0,
  KEY_STR = 1,
  KEY_FLOAT = 2,
  KEY_BOOL = 3,
  KEY_PAIR = 4,
  KEY_TUPLE = 5, /* tuples and frozensets of such; the slots of a tuple's Type list every field, RAW kinds too */
  KEY_OBJECT = 6, /* compared by compiled code */
};

/* of a descriptor: nothing reachable can share or cycle (ACYCLIC), it holds no references (LEAF), it is of an
 * exception group (GROUP) */
enum { TYPE_LEAF = 1, TYPE_ACYCLIC = 2, TYPE_GROUP = 4 };

/* of a resume point */
enum {
  FRAME_HANDLER = 1, /* a handler covers it */
  FRAME_LIBRARY = 2, /* no cancellation at polls here */
  FRAME_POLL = 4, /* a poll or an entry, not a call */
  FRAME_ENTRY = 8, /* the function hasn't begun: no line for tracebacks; `where` names it, which is a task's name */
  FRAME_QUIET = 16, /* the same: nothing that it calls waits for the host */
  FRAME_COMPUTES = 32, /* the same: nobody can tell whether its calls are tasks of their own (lower/computing.py) */
};

/* the worker's, a wasm global: tested after each call that may suspend or raise */
enum Status { STATUS_RUNNING = 0, STATUS_SUSPENDING = 1, STATUS_RAISING = 2 };

/* of the last blocking call */
enum Outcome { OUTCOME_VALUE = 0, OUTCOME_CLOSED = 1, OUTCOME_TIMEOUT = 2, OUTCOME_DEFAULT = 3, OUTCOME_ERROR = 4 };

/* where a channel's values are */
enum ChannelLayout {
  CHANNEL_RING = 24, /* its struct Ring */
  CHANNEL_ITEM = 16, /* bytes of a value, its payload first */
};

/* what compiled code knows of a gate */
enum GateLayout {
  GATE_SHARED = 16, /* a word, of which these bytes count: */
  GATE_SHARED_MASK = 16777471, /* `shared` as in struct Object, and whether too few are free to be taken in passing */
  GATE_WORD = 48,
  GATE_ALL = 4, /* in Worker.taken, beside the handle: not one permit, but all 2**32 - 1 */
};

/* what weft_set_merge leaves to do */
enum Merge {
  MERGE_DONE = 0,
  MERGE_KEYS = 1, /* the other's keys are to be added one by one */
  MERGE_PLACES = 2, /* they are to be put where the other has them, one by one */
};

/* what was indexed, as IndexError tells it */
enum IndexOf {
  INDEX_LIST = 0,
  INDEX_LIST_STORE = 1, /* list assignment */
  INDEX_STR = 2,
  INDEX_TUPLE = 3,
  INDEX_RANGE = 4,
};

/* what was divided by zero, as ZeroDivisionError tells it */
enum Division {
  DIVISION_INT = 0, /* int / int */
  DIVISION_INT_FLOOR = 1, /* int // int */
  DIVISION_INT_MOD = 2,
  DIVISION_FLOAT = 3,
  DIVISION_FLOAT_FLOOR = 4,
  DIVISION_FLOAT_MOD = 5,
};

/* which kind of variable has no value */
enum Unbound { UNBOUND_LOCAL = 0, UNBOUND_GLOBAL = 1, UNBOUND_FREE = 2 };

/* bits: which parts of a slice are there */
enum Given { GIVEN_START = 1, GIVEN_STOP = 2, GIVEN_STEP = 4 };

/* what letters become; all of Unicode */
enum StrCase { CASE_LOWER = 0, CASE_UPPER = 1, CASE_TITLE = 2, CASE_CAPITALIZE = 3, CASE_SWAP = 4, CASE_FOLD = 5 };

/* what str.isalpha and the others ask */
enum StrTest {
  IS_ALPHA = 0,
  IS_DIGIT = 1,
  IS_ALNUM = 2,
  IS_SPACE = 3,
  IS_UPPER = 4,
  IS_LOWER = 5,
  IS_DECIMAL = 6,
  IS_NUMERIC = 7,
  IS_IDENTIFIER = 8,
  IS_PRINTABLE = 9,
  IS_ASCII = 10,
  IS_TITLE = 11,
};

/* bits: where a text is stripped */
enum Side { SIDE_LEFT = 1, SIDE_RIGHT = 2, SIDE_BOTH = 3 };

/* where the text stands in what is padded */
enum Pad {
  PAD_LEFT = 0,
  PAD_RIGHT = 1,
  PAD_CENTER = 2,
  PAD_ZEROS = 3, /* at the right, zeros behind its sign */
};

/* which whole number a float gives */
enum Whole {
  WHOLE_FLOOR = 0,
  WHOLE_CEIL = 1,
  WHOLE_TRUNC = 2,
  WHOLE_EXPONENT = 3, /* math.frexp(x)[1] */
};

/* the standard streams */
enum Stream { STREAM_IN = 0, STREAM_OUT = 1, STREAM_ERROR = 2 };

/* of a file; the bits of how a file is read that ENCODING_BITS masks */
enum Encoding { ENCODING_UTF8 = 0, ENCODING_LATIN1 = 1, ENCODING_ASCII = 2, ENCODING_BITS = 3 };

/* what ends a line, in the bits from NEWLINE_SHIFT on */
enum Newline {
  NEWLINE_ANY = 0,
  NEWLINE_KEPT = 1,
  NEWLINE_LF = 2,
  NEWLINE_CR = 3,
  NEWLINE_CRLF = 4,
  NEWLINE_SHIFT = 2,
};

/* of objects; C has those of str and of storage */
typedef struct Type {
  uint32_t kind; /* enum TypeKind */
  uint32_t class_id; /* classes are numbered in preorder: isinstance is a range test */
  /* bytes, a multiple of 8, with what a class adds to a list, dict or set; not of T_STR, T_ARRAY, T_HANDLE */
  uint32_t size;
  uint32_t name; /* address of NUL-terminated UTF-8: the class name */
  uint8_t elem; /* enum SlotKind; so is `value` */
  uint8_t value;
  uint8_t key; /* T_DICT, T_SET: enum KeyKind */
  uint8_t flags; /* TYPE_ACYCLIC, TYPE_LEAF */
  uint32_t nslots;
  /* (byte offset / 4) << 3 | SlotKind, only REF, INT and PAIR, not what the kind itself holds; keys: all */
  uint16_t slots[];
} Type;
_Static_assert(sizeof(Type) == 24, "as compiled code has it");

/* a source position; strings are addresses of NUL-terminated UTF-8 */
typedef struct Where {
  uint32_t file;
  uint32_t function;
  uint32_t line;
  uint32_t text; /* the source lines with carets below them, without indentation; 0: none */
} Where;
_Static_assert(sizeof(Where) == 16, "as compiled code has it");

/* one for each resume point. A frame in memory: u32 address of its FrameDesc, then slots at offsets from 4 (8-byte
 * slots 8-aligned) */
typedef struct FrameDesc {
  uint32_t size; /* bytes of the frame, this word included; a multiple of 8 */
  uint32_t thunk; /* table index of () -> (): calls the function with zeros and budget -1, stores the result */
  uint32_t pt; /* resume point */
  uint32_t flags; /* FRAME_ bits */
  uint32_t where; /* address of a Where, or 0 (then no line in tracebacks) */
  uint32_t nslots;
  uint16_t slots[]; /* as in Type: live slots that hold references */
} FrameDesc;
_Static_assert(sizeof(FrameDesc) == 24, "as compiled code has it");

/* a struct of globals: what a collector and a spawn must know of it */
typedef struct Globals {
  uint32_t size; /* in bytes, a multiple of 8; 0: there is none */
  uint32_t copied; /* so many of the slots a spawn copies; those behind them it leaves at 0 */
  uint32_t nslots;
  uint32_t slots[]; /* byte offset << 3 | SlotKind, only REF, INT and PAIR */
} Globals;
_Static_assert(sizeof(Globals) == 12, "as compiled code has it");

/* the datum `weft_program` */
typedef struct Program {
  uint32_t main_desc; /* FrameDesc of the entry of the module-level code (its frame has no arguments) */
  uint32_t own; /* Globals: main's own */
  uint32_t flags;
  uint32_t max_class_id;
  uint32_t shared; /* Globals: those that all tasks share from the first spawn on (freeze.h) */
  uint32_t shared_area; /* where these are: static data */
} Program;
_Static_assert(sizeof(Program) == 24, "as compiled code has it");

/* how all begin. T_FIXED: fields follow. Cells: one field */
typedef struct Obj {
  uint32_t type; /* address of a Type; while collecting, new address | 1 */
  uint32_t aux;
} Obj;
_Static_assert(sizeof(Obj) == 8, "as compiled code has it");

/* a text */
typedef struct Str {
  uint32_t type;
  uint32_t hash; /* 0: not yet computed */
  uint32_t len; /* code points */
  uint32_t width; /* of a code point: 1 (Latin-1), 2, 4: the narrowest that fits */
  uint8_t data[];
} Str;
_Static_assert(sizeof(Str) == 16, "as compiled code has it");

/* the text of one character of Latin-1: those that `weft_characters` has are all tasks'. Type 0: not made yet */
typedef struct Character {
  uint32_t type;
  uint32_t hash;
  uint32_t len;
  uint32_t width;
  uint64_t data;
} Character;
_Static_assert(sizeof(Character) == 24, "as compiled code has it");

/* a list */
typedef struct List {
  uint32_t type;
  uint32_t len;
  uint32_t data; /* an Array, or 0 while cap is 0 */
  uint32_t cap;
} List;
_Static_assert(sizeof(List) == 16, "as compiled code has it");

/* the storage of a list, dict or set */
typedef struct Array {
  uint32_t type;
  uint32_t bytes; /* of payload */
  uint8_t data[];
} Array;
_Static_assert(sizeof(Array) == 8, "as compiled code has it");

/* a dict; what follows `len` belongs to dict.c */
typedef struct Dict {
  uint32_t type;
  uint32_t len;
  uint32_t entries;
  uint32_t index;
  uint32_t fill;
  uint32_t capacity;
  uint32_t index_size;
  uint32_t version;
} Dict;
_Static_assert(sizeof(Dict) == 32, "as compiled code has it");

/* a set or frozenset; what follows `len` belongs to set.c */
typedef struct Set {
  uint32_t type;
  uint32_t len;
  uint32_t table;
  uint32_t mask;
  uint32_t fill;
  uint32_t finger;
  uint32_t version;
  uint32_t pad;
} Set;
_Static_assert(sizeof(Set) == 32, "as compiled code has it");

/* to a shared object */
typedef struct Handle {
  uint32_t type;
  uint32_t aux;
  uint32_t object;
  uint32_t next; /* list of the task's handles */
} Handle;
_Static_assert(sizeof(Handle) == 16, "as compiled code has it");

/* a channel's values; CHANNEL_RING bytes from its start. Places count up by CHANNEL_ITEM, and wrap around. What may
 * be put or taken by whoever runs here, without a call, if it holds no references: see channel.h */
typedef struct Ring {
  uint32_t items; /* the memory, or 0 */
  uint32_t mask; /* its bytes less CHANNEL_ITEM: of a place */
  uint32_t head; /* the place of the first */
  uint32_t tail; /* the place behind the last */
  uint32_t room; /* so many may be put */
  uint32_t ready; /* so many may be taken */
} Ring;
_Static_assert(sizeof(Ring) == 24, "as compiled code has it");

/* an exception; the program's fields follow */
typedef struct Exc {
  uint32_t type;
  /* 1: a cause is given, or `from None`; above: address of a hint, static text behind the message, or 0 */
  uint32_t flags;
  uint32_t text; /* str(e) */
  uint32_t args; /* tuple, or 0 = (text,) */
  uint32_t cause;
  uint32_t context;
  uint32_t traceback; /* Array of Where addresses, outermost last, or 0 */
  uint32_t pad;
} Exc;
_Static_assert(sizeof(Exc) == 32, "as compiled code has it");

/* an exception group (TYPE_GROUP); the program's fields follow */
typedef struct Group {
  uint32_t exc[8]; /* struct Exc */
  uint32_t exceptions; /* a tuple of any length, held like a list */
  uint32_t message;
} Group;
_Static_assert(sizeof(Group) == 40, "as compiled code has it");

/* as far as compiled code touches it; the rest belongs to core.h */
typedef struct Worker {
  /* threads: 0, or 0x7fffffff: someone wants something. portable: fuel; negative wants something */
  uint32_t attention;
  /* not 0: the running task has an abort to raise, or it is stress: nothing is put or taken without a call */
  uint32_t heed;
  uint32_t hp; /* bump allocation of the running task, up to `limit`: 8-aligned */
  uint32_t limit;
  uint32_t sp; /* the frame of the function that is resumed: where it is saved again if it suspends */
  uint32_t scratch; /* where the next frame of a function that was called is saved (upwards) */
  uint32_t globals; /* the running task's own (globals.h); not in the moving heap */
  uint32_t exc; /* the exception on its way, while status is RAISING */
  /* what the running task has taken of a gate in passing: its handle, with GATE_ALL; 0: nothing (gate.h) */
  uint32_t taken;
  uint32_t requests; /* REQ_ bits; set before attention */
  uint64_t result; /* what a resumed call returned; what join, recv ... deliver */
  uint32_t result_tag;
  uint32_t outcome; /* enum Outcome of the last blocking call */
  uint32_t arm; /* select: which */
  int32_t budget; /* bytes of engine stack that a resumed function may use */
  int32_t left; /* compiled code's own budget, stored before joins, spawns, waits: may a task run inside? -1: never */
  uint32_t where; /* stored before weft_spawn_frame: Where of the spawn, for reports; 0: unknown */
  uint32_t handling; /* the exception being handled: bare `raise`, __context__ */
  uint32_t alone; /* whether this worker is alone awake (idle.h) */
  uint32_t talked; /* calls that send, receive, select, lock, and values that changed hands in passing: a figure */
  uint32_t pad;
  /* build.c: the text under construction: address, code points, bytes of room, width; zero at first */
  uint32_t build[4];
} Worker;
_Static_assert(sizeof(Worker) == 104, "as compiled code has it");

/* why the program ended, and where proc_exit's argument says it */
enum { WHY_EXIT = 0, WHY_ERROR = 1, WHY_DEADLOCK = 2, WHY_MEMORY = 3, REASON_SHIFT = 8 };
/* what sched_yield answers to ask for KeyboardInterrupt, and the status of a program that it ended */
enum { ERRNO_INTERRUPTED = 27, STATUS_INTERRUPTED = 130 };
/* how many workers there may be */
#define WORKERS_MAX 64
/* environment variables: a program's settings */
#define ENV_WORKERS "WEFT_WORKERS"
#define ENV_STRESS "WEFT_STRESS"
#define ENV_SEED "WEFT_SEED"
#define ENV_SEQUENTIAL "WEFT_SEQUENTIAL"
#define ENV_MAX_STACK_SIZE "WEFT_MAX_STACK_SIZE"
#define ENV_ENGINE_STACK "WEFT_ENGINE_STACK"
#define ENV_ANY_STATUS "WEFT_ANY_STATUS"
#define ENV_REASON "WEFT_REASON"

/* The compiler emits them under these names, since their class ids depend on the program. */
extern const Type
    weft_type_IndexError, weft_type_KeyError, weft_type_ValueError, weft_type_TypeError, weft_type_ZeroDivisionError,
    weft_type_OverflowError, weft_type_MemoryError, weft_type_RecursionError, weft_type_RuntimeError,
    weft_type_KeyboardInterrupt, weft_type_SystemExit, weft_type_EOFError, weft_type_OSError,
    weft_type_FileNotFoundError, weft_type_PermissionError, weft_type_FileExistsError, weft_type_IsADirectoryError,
    weft_type_NotADirectoryError, weft_type_UnicodeDecodeError, weft_type_UnicodeEncodeError, weft_type_TimeoutError,
    weft_type_BrokenPipeError, weft_type_UnboundLocalError, weft_type_NameError, weft_type_AttributeError,
    weft_type_AssertionError, weft_type_io_UnsupportedOperation, weft_type_weft_Closed, weft_type_weft_Empty,
    weft_type_weft_Full, weft_type_weft_Cancelled, weft_type_weft_Aborted;
#endif

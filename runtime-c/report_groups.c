/* Exception groups on standard error, as CPython tells of them (traceback.TracebackException). Only programs that
 * report a group have this.
 *
 * What is to be told is a tree of nodes: an exception, what it came from, and what it holds. They are made in CPython's
 * order, since an exception that has been met is told as what another came from no more. Groups go DEPTH deep at most,
 * so the recursion does. */
#include "exc.h"
#include "report.h"
#include "report_pieces.h"
#include "scheduler.h"

/* Of a group that holds more than MANY, those that aren't told of have no nodes: else there would be none left for what
 * the others came from. */
enum { NODES_MAX = 4096, MANY = 1024, WIDTH = 15, DEPTH = 10 };
typedef struct Node {
  ref exc;
  uint16_t from, above; /* what it came from, and of that again this; 0: none */
  uint16_t first, held; /* nodes of what it holds */
  uint32_t is_caused;   /* `from` is its cause, not its context */
} Node;

/* all under the lock of reports */
static Node nodes[NODES_MAX];
static uint32_t nodes_used;
static uint32_t depth;              /* of groups; 0 outside of them */
static int line_begins;             /* the margin is to come first */
static int needs_close;             /* the line below the last of a group's exceptions is to come still */
static uint32_t last, last_but_one; /* bytes written */
static char margin;

/* --- text behind margins ------------------------------------------------------------------------------------------ */
static void indent(void) {
  line_begins = 0;
  for (uint32_t i = 0; i < 2 * depth; i++) report_byte(' ');
}

/* Does a line end with the byte? As str.splitlines has it: also with U+0085, U+2028 and U+2029. */
static int ends_line(uint32_t byte) {
  if ((byte >= '\n' && byte <= '\r') || (byte >= 0x1c && byte <= 0x1e)) return 1;
  if (byte == 0x85) return last == 0xc2;
  return (byte == 0xa8 || byte == 0xa9) && last == 0x80 && last_but_one == 0xe2;
}

static void put_byte(uint32_t byte) {
  if (line_begins && depth && !(last == '\r' && byte == '\n')) {
    indent();
    report_byte((uint8_t)margin);
    report_byte(' ');
    margin = '|';
  }
  report_byte(byte);
  line_begins = ends_line(byte);
  last_but_one = last;
  last = byte;
}

/* --- what is to be told ------------------------------------------------------------------------------------------- */
static int was_met(ref exc) {
  for (uint32_t i = 0; i < nodes_used; i++) if (nodes[i].exc == exc) return 1;
  return 0;
}

static int is_group(ref exc) { return AT(Type, AT(Exc, exc)->type)->flags & TYPE_GROUP; }
static const List *held_by(ref exc) { return PTR(AT(Group, exc)->exceptions); }
static ref held_at(const List *list, uint32_t i) { return AT(ref, REF(AT(Array, list->data)->data))[i]; }

/* 0: there are too many. */
static uint32_t node_new(ref exc) {
  if (nodes_used == NODES_MAX) return 0;
  nodes[nodes_used] = (Node){.exc = exc};
  return nodes_used++;
}

static void make_nodes(ref exc) {
  static uint16_t open[NODES_MAX];
  uint32_t n = 0;
  nodes_used = 0;
  open[n++] = (uint16_t)node_new(exc);
  while (n) {
    uint32_t at = open[--n], from = 0;
    Node *node = &nodes[at];
    const Exc *x = PTR(node->exc);
    if (x->cause && !was_met(x->cause)) from = node_new(x->cause), node->is_caused = 1;
    else if (!(x->flags & EXC_SUPPRESS) && x->context && !was_met(x->context)) from = node_new(x->context);
    if (from) {
      node->from = (uint16_t)from;
      nodes[from].above = (uint16_t)at;
      open[n++] = (uint16_t)from;
    }
    if (!is_group(node->exc)) continue;
    const List *list = held_by(node->exc);
    node->first = (uint16_t)nodes_used;
    uint32_t count = list->len > MANY ? WIDTH : list->len;
    for (uint32_t i = 0, held; i < count && (held = node_new(held_at(list, i))); i++, node->held++)
      open[n++] = (uint16_t)held;
  }
}

/* --- telling ------------------------------------------------------------------------------------------------------ */
static void put_chain(uint32_t at);

static void put_held(const Node *node, uint32_t i, uint32_t count, uint32_t shown) {
  int is_last = i == shown - 1;
  if (is_last) needs_close = 1; /* what it holds may do it */
  indent();
  put(i ? "  +---------------- " : "+-+---------------- ");
  if (i < WIDTH) put_number(i + 1);
  else put("...");
  put(" ----------------\n");
  depth++;
  if (i < WIDTH) {
    put_chain(node->first + i);
  } else {
    put("and ");
    put_number(count - WIDTH);
    put(count > WIDTH + 1 ? " more exceptions\n" : " more exception\n");
  }
  if (is_last && needs_close) {
    indent();
    put("+------------------------------------\n");
    needs_close = 0;
  }
  depth--;
}

static void put_group(const Node *node) {
  int is_outermost = !depth;
  if (is_outermost) depth = 1;
  const Exc *x = PTR(node->exc);
  margin = is_outermost && x->traceback && x->pad ? '+' : '|';
  put_traceback(x, "Exception Group Traceback (most recent call last):\n");
  put_error(node->exc);
  uint32_t count = held_by(node->exc)->len, shown = count <= WIDTH ? count : WIDTH + 1;
  if (node->held < shown && node->held < WIDTH) shown = node->held; /* there were too many nodes */
  needs_close = 0;
  for (uint32_t i = 0; i < shown; i++) put_held(node, i, count, shown);
  if (is_outermost) depth = 0;
}

/* An exception, after what it came from. */
static void put_chain(uint32_t at) {
  uint32_t n = at;
  while (nodes[n].from) n = nodes[n].from;
  for (;; n = nodes[n].above) {
    ref exc = nodes[n].exc;
    if (is_group(exc) && depth > DEPTH) {
      put("... (max_group_depth is 10)\n");
    } else if (is_group(exc)) {
      put_group(&nodes[n]);
    } else {
      put_traceback(PTR(exc), "Traceback (most recent call last):\n");
      put_error(exc);
    }
    if (n == at) return;
    put_link((int)nodes[nodes[n].above].is_caused);
  }
}

void weft_report_groups(void) { store_relaxed(&weft_global.groups, 1); }

void report_groups(ref exc) {
  margin = '|';
  depth = 0;
  line_begins = 1;
  last = last_but_one = 0;
  make_nodes(exc);
  put_chain(0);
}

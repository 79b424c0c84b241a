/* Exceptions: see exc.h. */
#include "exc.h"
#include "core.h"
#include "entry.h"
#include "io.h"
#include "report.h"
#include "scheduler.h"

static Exc memory_error; /* raised when there is no memory for another */

void exc_init(void) { memory_error.type = REF(&weft_type_MemoryError); }

static void raise(ref exc) {
  core_current()->w.exc = exc;
  weft_set_status(STATUS_RAISING);
}

COLD void weft_raise_memory(void) { raise(REF(&memory_error)); }

ref exc_new(const Type *type, ref text) {
  ref r = weft_alloc(type->size);
  if (!r) return 0;
  *AT(Exc, r) = (Exc){.type = REF(type), .text = text};
  for (uint32_t at = (uint32_t)sizeof(Exc); at < type->size; at += 4) *AT(uint32_t, r + at) = 0; /* the program's */
  return r;
}

/* Makes what is being handled the context, and keeps the chain of contexts free of cycles. */
static void set_context(ref exc) {
  ref handling = core_current()->w.handling;
  if (!handling || handling == exc || is_static(exc)) return;
  for (ref e = handling; e && !is_static(e); e = AT(Exc, e)->context) {
    if (AT(Exc, e)->context == exc) {
      AT(Exc, e)->context = 0;
      break;
    }
  }
  AT(Exc, exc)->context = handling;
}

void weft_raise_ref(ref exc) {
  set_context(exc);
  raise(exc);
}

/* What a handler caught goes on its way again, with the context that it had. */
void weft_reraise(ref exc) { raise(exc); }

COLD void weft_raise_text(const Type *type, ref text) {
  ref exc = exc_new(type, text);
  if (exc) weft_raise_ref(exc);
}

COLD void weft_raise(const Type *type, const char *text) {
  ref t = weft_text(text);
  if (t) weft_raise_text(type, t);
}

COLD void weft_raise_index(int32_t of) {
  static const char *const texts[] = {[INDEX_LIST] = "list index out of range",
                                      [INDEX_LIST_STORE] = "list assignment index out of range",
                                      [INDEX_STR] = "string index out of range",
                                      [INDEX_TUPLE] = "tuple index out of range",
                                      [INDEX_RANGE] = "range object index out of range"};
  weft_raise(&weft_type_IndexError, texts[of]);
}

COLD void weft_raise_zero(int32_t of) {
  static const char *const texts[] = {[DIVISION_INT] = "division by zero",
                                      [DIVISION_INT_FLOOR] = "integer division or modulo by zero",
                                      [DIVISION_INT_MOD] = "integer modulo by zero",
                                      [DIVISION_FLOAT] = "float division by zero",
                                      [DIVISION_FLOAT_FLOOR] = "float floor division by zero",
                                      [DIVISION_FLOAT_MOD] = "float modulo by zero"};
  weft_raise(&weft_type_ZeroDivisionError, texts[of]);
}

static void raise_hint(const Type *type, ref text, const char *hint) {
  ref exc = exc_new(type, text);
  if (!exc) return;
  if (hint) AT(Exc, exc)->flags = REF(hint) << EXC_HINT_SHIFT; /* static data lie low */
  weft_raise_ref(exc);
}

COLD void weft_raise_hint(const Type *type, const char *text, const char *hint) {
  ref t = weft_text(text);
  if (t) raise_hint(type, t, hint);
}

/* What isn't built and shows only now. It goes through the frames as an exception does, which tells where, and ends the
 * program at the first handler: none may take it for what CPython raises. */
static const char helps[2][40] = {"\nhelp: `weft explain E0420` tells more", "\nhelp: `weft explain E0421` tells more"};
COLD void weft_raise_overflow(void) {
  weft_raise_hint(&weft_type_OverflowError, "[E0420]: an int beyond 61 bits isn't built", helps[0]);
}
COLD void weft_raise_power(void) {
  static const char text[] = "[E0421]: an int to a negative power that isn't a constant isn't built";
  weft_raise_hint(&weft_type_OverflowError, text, helps[1]);
}

int exc_is_unbuilt(ref exc) {
  return (AT(Exc, exc)->flags >> EXC_HINT_SHIFT) - (uint32_t)REF(helps) < (uint32_t)sizeof helps;
}

COLD void exc_end_unbuilt(ref exc) {
  weft_global.why = WHY_ERROR;
  weft_io_flush();
  report_exception(exc);
  entry_exit(1);
}

COLD void weft_raise_unbound(ref name, int32_t kind, const char *hint) {
  static const char *const before[] = {"cannot access local variable '", "name '", "cannot access free variable '"};
  static const char *const behind[] = {"' where it is not associated with a value", "' is not defined",
                                       "' where it is not associated with a value in enclosing scope"};
  ref text = weft_text(before[kind]);
  if (text) text = weft_str_concat(text, name);
  ref rest = text ? weft_text(behind[kind]) : 0;
  if (rest) text = weft_str_concat(text, rest);
  if (rest && text) raise_hint(kind == UNBOUND_LOCAL ? &weft_type_UnboundLocalError : &weft_type_NameError, text, hint);
}

ref weft_catch(void) {
  Worker *w = PTR(weft_worker());
  ref exc = w->exc;
  if (UNLIKELY(exc_is_unbuilt(exc))) exc_end_unbuilt(exc);
  w->exc = 0;
  weft_set_status(STATUS_RUNNING);
  return exc;
}

int exc_is(ref exc, const Type *type) { return exc && AT(Exc, exc)->type == REF(type); }

/* e's traceback, cause and context become those of another. The words are copied: each goes on with its own. */
void weft_exc_follow(ref exc, ref original) {
  Exc *to = PTR(exc);
  const Exc *of = PTR(original);
  to->cause = of->cause;
  to->context = of->context;
  to->flags |= of->flags & EXC_SUPPRESS;
  if (!of->traceback || !of->pad) return;
  ref words = weft_array_new(of->pad * 4);
  if (!words) return;
  memcpy(AT(Array, words)->data, AT(Array, of->traceback)->data, of->pad * 4);
  to->traceback = words;
  to->pad = of->pad;
}

int32_t weft_exc_mark(ref exc, int32_t on) {
  if (is_static(exc)) return on; /* and came from nothing */
  uint32_t bit = 1u << EXC_MARK_SHIFT;
  if (!(AT(Exc, exc)->flags & bit) == !on) return 0;
  AT(Exc, exc)->flags ^= bit;
  return 1;
}

int32_t weft_exc_follows(ref exc, ref original) {
  const Exc *a = PTR(exc), *b = PTR(original);
  if (a->cause != b->cause || a->context != b->context || a->pad != b->pad) return 0;
  return !a->pad || !memcmp(AT(Array, a->traceback)->data, AT(Array, b->traceback)->data, a->pad * 4);
}

/* Appends a word to the traceback; when there is no memory or it is long enough, it stays as it is. */
static void traceback_push(Exc *exc, uint32_t word) {
  uint32_t room = exc->traceback ? AT(Array, exc->traceback)->bytes / 4 : 0;
  if (exc->pad >= TRACEBACK_MAX) return;
  if (exc->pad == room) {
    Worker *w = PTR(weft_worker());
    ref raising = w->exc;
    ref grown = weft_array_new(room ? room * 8 : 32);
    if (!grown) {
      w->exc = raising;
      return;
    }
    if (room) memcpy(AT(Array, grown)->data, AT(Array, exc->traceback)->data, room * 4);
    exc->traceback = grown;
  }
  AT(uint32_t, REF(AT(Array, exc->traceback)->data))[exc->pad++] = word;
}

COLD void weft_traceback(uint32_t where) {
  Worker *w = PTR(weft_worker());
  if (!where || !w->exc || is_static(w->exc)) return;
  Exc *exc = PTR(w->exc);
  uint32_t n = exc->pad;
  uint32_t *words = exc->traceback ? AT(uint32_t, REF(AT(Array, exc->traceback)->data)) : 0;
  if (n && words[n - 1] == where) traceback_push(exc, 1 << 1 | 1);
  else if (n > 1 && words[n - 1] & 1 && words[n - 2] == where) words[n - 1] += 2;
  else traceback_push(exc, where);
}

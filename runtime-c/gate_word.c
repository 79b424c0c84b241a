/* The word of a gate: read, changed, and those woken who park on it. */
#include "exc.h"
#include "gate.h"
#include "scheduler.h"

static word word_swap(Gate *gate, word value) { /* seq: as Python's programs expect */
  if (MAY_RACE(gate)) return xchg_seq(&gate->word, value);
  word before = load_relaxed(&gate->word); /* ours alone */
  store_relaxed(&gate->word, value);
  return before;
}

static int word_compare_exchange(Gate *gate, word *before, word value) { /* seq: as above */
  if (MAY_RACE(gate)) return cas_seq(&gate->word, before, value);
  word now = load_relaxed(&gate->word), is_so = now == *before; /* ours alone */
  if (is_so) store_relaxed(&gate->word, value);
  *before = now;
  return (int)is_so;
}

int64_t weft_gate_load(ref handle) { return load_seq(&gate_of(handle)->word); } /* seq: as above */

void weft_gate_store(ref handle, int64_t value, int64_t wake) {
  Core *core = core_current();
  Gate *gate = gate_of(handle);
  Woken woken = {0, 0};
  if (!wake) {
    word_swap(gate, value);
    return;
  }
  gate_lock(gate);
  word_swap(gate, value);
  gate_unpark(gate, wake, &woken);
  gate_unlock(gate);
  scheduler_woken_all(core, woken.first);
}

/* 0: it would leave the ints, and is as it was. Added at once and undone, others might see what is no int. */
static int word_add(Gate *gate, word delta, word *sum) {
  word before = load_relaxed(&gate->word); /* the CAS orders */
  do {
    if (__builtin_add_overflow(before, delta, sum) || *sum < WEFT_INT_MIN || *sum > WEFT_INT_MAX) return 0;
  } while (!word_compare_exchange(gate, &before, *sum));
  return 1;
}

static COLD void raise_overflow(Gate *gate) {
  Text text = {.used = 0};
  gate_label(&text, REF(gate));
  text_put(&text, " holds ints from -2**61 to 2**61 - 1");
  text_raise(&weft_type_OverflowError, &text);
}

int64_t weft_gate_add(ref handle, int64_t delta, int64_t wake) {
  Core *core = core_current();
  Gate *gate = gate_of(handle);
  Woken woken = {0, 0};
  word sum;
  if (!wake) {
    if (UNLIKELY(!word_add(gate, delta, &sum))) raise_overflow(gate);
    return sum;
  }
  gate_lock(gate);
  int done = word_add(gate, delta, &sum);
  if (LIKELY(done)) gate_unpark(gate, wake, &woken);
  gate_unlock(gate);
  scheduler_woken_all(core, woken.first);
  if (UNLIKELY(!done)) raise_overflow(gate);
  return sum;
}

int64_t weft_gate_swap(ref handle, int64_t value) { return word_swap(gate_of(handle), value); }

int64_t weft_gate_compare_exchange(ref handle, int64_t expected, int64_t value, int64_t wake) {
  Gate *gate = gate_of(handle);
  Woken woken = {0, 0};
  word before = expected;
  if (!wake) {
    word_compare_exchange(gate, &before, value);
    return before;
  }
  gate_lock(gate);
  if (word_compare_exchange(gate, &before, value)) gate_unpark(gate, wake, &woken);
  gate_unlock(gate);
  scheduler_woken_all(core_current(), woken.first);
  return before;
}

int64_t weft_gate_unpark(ref handle, int64_t n) {
  Gate *gate = gate_of(handle);
  Woken woken = {0, 0};
  gate_lock(gate);
  word count = gate_unpark(gate, n, &woken);
  gate_unlock(gate);
  scheduler_woken_all(core_current(), woken.first);
  return count;
}

/* What the scenarios about gates share: how gates are made, and what is looked at in them. */
#ifndef GATES_H
#define GATES_H
#include "scenario.h"
#include "../gate.h"

typedef struct Literal { uint32_t type, hash, len, width; char text[24]; } Literal;
extern Literal mutex_label, semaphore_label, event_label, not_free, not_set;

#define NEW_GATE(total, owned, label) weft_gate_new(total, owned, REF(&label), REF(&not_free), REF(&gate_type))
#define NEW_EVENT() weft_gate_new(0, 0, REF(&event_label), REF(&not_set), REF(&gate_type))
#define GATE(handle) AT(Gate, AT(Handle, handle)->object)

/* One permit, or all of a lock for readers and writers, as compiled code takes them and gives them back: in passing
 * where that may be (emit/gates.py). */
static inline uint32_t mark_of(ref handle, int64_t permits) { return handle | (permits == 1 ? 0 : GATE_ALL); }
static inline void take(ref handle, int64_t permits) {
  Gate *gate = GATE(handle);
  if (load_relaxed(&gate->free) < gate->passes || gate->shared > W->alone || W->heed || W->taken || ATTENDED) {
    weft_gate_acquire(handle, permits, -1);
    return;
  }
  W->taken = mark_of(handle, permits);
  store_relaxed(&W->talked, W->talked + 1);
}
static inline void give_back(ref handle, int64_t permits) {
  if (W->taken == mark_of(handle, permits)) W->taken = 0;
  else weft_gate_release(handle, permits);
}

extern int64_t inside;   /* tasks in the section that a gate guards */
extern int64_t gave_up;  /* waits that ended without what they were for */

static inline void enter(int64_t limit) {
  int64_t now = ADD_GET(inside, 1);
  CHECK(now <= limit);
}
static inline void leave(void) { ADD(inside, -1); }

/* Nothing is held and nobody waits. */
static inline int is_idle(ref handle) {
  Gate *gate = GATE(handle);
  return gate->free == gate->total && !gate->holds && !gate->waiters.first && !gate->parked.first;
}
static inline int64_t length(Gate *gate, const Waiters *queue) {
  int64_t n = 0;
  if (gate->shared) lock_take(&gate->lock);
  for (uint32_t w = queue->first; w; w = AT(Waiter, w)->next) n++;
  if (gate->shared) lock_drop(&gate->lock);
  return n;
}
static inline int64_t waiting(ref handle) { return length(GATE(handle), &GATE(handle)->waiters); } /* for permits */
static inline int64_t parked(ref handle) { return length(GATE(handle), &GATE(handle)->parked); }   /* on the word */

static inline double hasty(void) { return rnd() % 3 ? (rnd() % 3) * 0.00002 : -1; }
/* Catches what an impatient or aborted wait may raise. */
static inline void excuse(void) {
  CHECK(raised_is("TimeoutError") || raised_is("weft_Cancelled"));
  ADD(gave_up, 1);
  weft_catch();
}
#endif

/* What the scenarios share: counters, values to make, and how a scenario is found.
 *
 * A scenario is a function main_NAME, which the program's main task runs. Each file is a family of them, and has a
 * function family_NAME: it defines the family's functions, and gives the descriptors of the scenario that is named, 0
 * if that is none of its own.
 */
#ifndef SCENARIO_H
#define SCENARIO_H
#include "program.h"
#include "machine.h"

extern int64_t N;                 /* turns of the loops */
extern int64_t cleaned, finished; /* tasks that ran their cleanup; that got to what the scenario waits for */
extern const char *wrong;         /* the last check that failed */
extern uint32_t ticks;            /* the ticker's, and what else writes out what was printed */

MachineDesc *family_scheduling(const char *test);
MachineDesc *family_channels(const char *test);
MachineDesc *family_recursion(const char *test);
MachineDesc *family_memory(const char *test);
MachineDesc *family_endings(const char *test);
MachineDesc *family_frozen(const char *test);
MachineDesc *family_permits(const char *test);
MachineDesc *family_queues(const char *test);
MachineDesc *family_holds(const char *test);
MachineDesc *family_words(const char *test);
MachineDesc *family_conditions(const char *test);
MachineDesc *family_crowds(const char *test);
MachineDesc *family_ends(const char *test);
MachineDesc *family_scopes(const char *test);
MachineDesc *family_cells(const char *test);
MachineDesc *family_snapshots(const char *test);
MachineDesc *family_names(const char *test);
#define SCENARIO(name) if (!strcmp(test, #name)) return main_##name##_descs

#define S REF_SLOT
#define ADD(counter, n) (void)__atomic_fetch_add(&(counter), n, __ATOMIC_RELAXED)
#define ADD_GET(counter, n) __atomic_add_fetch(&(counter), n, __ATOMIC_RELAXED)
#define GET(counter) __atomic_load_n(&(counter), __ATOMIC_RELAXED)
#define CHECK(x)                                                                \
  do {                                                                         \
    if (x) break;                                                              \
    wrong = #x;                                                                \
    fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #x);            \
  } while (0)
#define NEW_CHANNEL(capacity, elem) weft_channel_new(capacity, elem, REF(&channel_type))
#define AT_LIST(list, i) (((ref *)(void *)AT(Array, AT(List, list)->data)->data)[i])

/* Sends and receives as compiled code does, in passing where a window is open (emit/channels.py). */
#ifdef WEFT_PORTABLE
#define ATTENDED 0
#else
#define ATTENDED load_relaxed(&W->attention)
#endif
static inline Ring *ring_of(ref ch) { return PTR(AT(Handle, ch)->object + CHANNEL_RING); }
static inline void pass_send(ref ch, uint64_t payload) {
  Ring *ring = ring_of(ch);
  if (!ring->room || W->heed || ATTENDED) {
    weft_channel_send(ch, payload, TAG_INT, -1);
    return;
  }
  *AT(uint64_t, ring->items + (ring->tail & ring->mask)) = payload;
  ring->tail += CHANNEL_ITEM;
  ring->room--;
}
static inline int pass_take(ref ch) {
  Ring *ring = ring_of(ch);
  if (!ring->ready || W->heed || ATTENDED) return 0;
  W->result = *AT(uint64_t, ring->items + (ring->head & ring->mask));
  W->outcome = OUTCOME_VALUE;
  ring->head += CHANNEL_ITEM;
  ring->ready--;
  return 1;
}
static inline void pass_recv(ref ch) {
  if (!pass_take(ch)) weft_channel_recv(ch, SLOT_INT, -1);
}
static inline void pass_next(ref ch) {
  if (!pass_take(ch)) weft_channel_next(ch, SLOT_INT);
}

static inline uint32_t rnd(void) { return (uint32_t)(core_random(PTR(weft_worker())) >> 33); }
static inline ref list_new(int64_t n) {
  ref data = weft_array_new((uint32_t)n * 4), list = weft_alloc(sizeof(List));
  *AT(List, list) = (List){REF(&list_ref_data), (uint32_t)n, data, (uint32_t)n};
  return list;
}
typedef struct Node { uint32_t type, aux; ref left, right; int64_t value; } Node;
static inline ref node_new(ref left, ref right, int64_t value) {
  ref r = weft_alloc(sizeof(Node));
  if (r) *AT(Node, r) = (Node){REF(&node_data), 0, left, right, value};
  return r;
}
static inline int raised_is(const char *name) {
  return RAISED && !strcmp(PTR(AT(Type, AT(Exc, W->exc)->type)->name), name);
}
#endif

/* Workers' own data, and what others ask of a worker: see core.h. */
#include "core.h"
#include "scheduler.h"

enum { FUEL = 1 << 18, BYTES_PER_FUEL = 16, SCRATCH_SPARE = 65536 };

uint64_t core_random(Core *core) { /* SplitMix64 */
  uint64_t z = core->random += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

word weft_core_random(void) { return (word)(core_random(core_current()) >> 3); }

static uint32_t fuel(Core *core) {
  if (weft_global.stress) return (uint32_t)-1; /* every poll unwinds */
  return weft_global.seeded ? 1 + (uint32_t)(core_random(core) >> 32) % 4096 : FUEL;
}

uint32_t core_take_requests(Core *core, uint32_t allocated) {
#ifdef WEFT_PORTABLE
  uint32_t requests = core->w.requests;
  core->w.requests = 0;
  /* A collection comes out of the slice, else who allocates would never give way. */
  int64_t left = requests ? (int64_t)core->fuel_left - allocated / BYTES_PER_FUEL : -1;
  if (left < 0 || weft_global.stress) requests |= REQ_SLICE, left = fuel(core);
  core->w.attention = (uint32_t)left;
  return requests;
#else
  (void)allocated, (void)fuel;
  uint32_t slice = 0;
  if (UNLIKELY(weft_global.stress)) slice = REQ_SLICE; /* attention stays set */
  /* before the bits: a request that comes between is served now, and polls once for nothing */
  else (void)xchg_seq(&core->w.attention, 0);
  return xchg_seq(&core->w.requests, 0) | slice;
#endif
}

void core_heed(Core *core) {
  enum { STRESS = 1 }; /* stays set */
  /* seen late: see wait_cancelled */
  core->w.heed = (core->w.heed & STRESS) | (load_relaxed(&core->task->abort) ? 2 : 0);
}

void core_request_all(uint32_t bits) {
  for (uint32_t i = 0; i < scheduler_workers(); i++) core_request(PTR(weft_global.workers[i]), bits);
}

Core *core_new(uint32_t index) {
  uint32_t pages = (sizeof(Core) + PAGE - 1) / PAGE, address = arena_pages(pages, PAGE_USED);
  if (!address) return 0;
  Core *core = PTR(address);
  memset(core, 0, sizeof *core);
  core->index = index;
  core->at_once = AT_ONCE_LEAST;
  core->timer_next = UINT64_MAX;
  core->w.left = -1;
  core->w.heed = weft_global.stress != 0;
  core->random = weft_global.seed + index * 0x632be59bd9b4e019u;
  uint32_t engine = weft_global.engine_stack ? weft_global.engine_stack : 131072;
  core->scratch_size = engine + SCRATCH_SPARE;
  core->scratch_base = core->w.scratch = arena_pages((core->scratch_size + PAGE - 1) / PAGE, PAGE_USED);
  if (!core->scratch_base) return 0;
#ifdef WEFT_PORTABLE
  core->w.attention = fuel(core);
#else
  core->w.attention = weft_global.stress ? 0x7fffffffu : 0;
#endif
  return core;
}

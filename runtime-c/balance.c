/* The balance between workers: see balance.h. */
#include "balance.h"
#include "idle.h"
#include "os.h"
#include "scheduler.h"

#ifndef WEFT_PORTABLE
#define MS 1000000u
enum {
  TALKS = 64,              /* parks in a millisecond */
  SPREADS = 32,            /* turns in a millisecond */
  MEETS = 100,             /* tasks woken in a millisecond on another worker than they had run on */
  TRIAL = 5,               /* ticks that a trial takes; the first doesn't count */
  RACES = 64, RACE_NS = 450, /* locks of gates, and the time of each, that make tasks of two workers come together */
  MEETINGS = 4,              /* if so many of them, at least, were where another worker had been */
  LULL_MAX = 16, CALM = 4, /* ticks: see balance_lull */
  PAUSE_MIN = 32, PAUSE_MAX = 4096, /* ticks without another after one that failed */
};

/* What all workers did since the last tick, by millisecond. */
typedef struct Tick {
  uint64_t ns, talked;
  uint32_t meeting;      /* workers whose tasks talk to those of others */
  Core *least, *most;    /* of these, with the fewest and the most ready tasks */
} Tick;

static uint64_t last, before, during;
static uint32_t gave_way;        /* atomic, relaxed: how often a worker did at gates */
static uint32_t seen, lull, lull_length, calm = CALM; /* seen: of these, at the last tick; the others: in ticks */
static uint32_t trial, pause, failed, met; /* trial: ticks left of it; met: ticks in a row in which tasks met */

static uint32_t since(const uint32_t *count, uint32_t *was) {
  uint32_t now = load_relaxed(count), more = now - *was; /* figures of the moment */
  *was = now;
  return more;
}

/* hints, all that is read of a worker */
static uint32_t ready(const Core *core) {
  return load_relaxed(&core->private_count) + load_relaxed(&core->shared_count) + (load_relaxed(&core->slot) != 0);
}

static void look_at(Core *core, Tick *tick, uint32_t idle) {
  uint32_t turns = since(&core->moved, &core->was_moved), parks = since(&core->parks, &core->was_parks),
           talked = since(&core->w.talked, &core->was_talked), meets = since(&core->met, &core->was_met);
  uint32_t running = load_relaxed(&core->running), waiting = running ? ready(core) : 0;
  if (turns < parks) turns = parks; /* some were inside another */
  tick->talked += talked;
  if (running) store_relaxed(&core->spreads, (uint64_t)turns * MS < SPREADS * tick->ns); /* seen late */
  int late = turns < waiting;
  store_relaxed(&core->keeps, (uint64_t)parks * MS >= TALKS * tick->ns && !late && !pause); /* seen late */
  if (idle && late) core_request(core, REQ_HUNGRY);
  if (idle && !turns && load_relaxed(&core->inside)) core_request(core, REQ_SLICE);
  if ((uint64_t)meets * MS < MEETS * tick->ns) return;
  tick->meeting++;
  if (!tick->least || waiting < ready(tick->least)) tick->least = core;
  if (!tick->most || waiting >= ready(tick->most)) tick->most = core;
}

static void try_gathering(const Tick *tick) {
  uint64_t talked = tick->talked * MS / tick->ns;
  if (trial) {
    if (--trial == TRIAL - 1) return; /* on the way */
    during += talked;
    if (trial) return;
    if (during / (TRIAL - 1) >= before) {
      failed = 0;
      return;
    }
    failed++;
    pause = PAUSE_MIN << failed < PAUSE_MAX ? PAUSE_MIN << failed : PAUSE_MAX;
    return;
  }
  if (pause) {
    pause--;
    return;
  }
  met = tick->meeting > 1 && tick->least != tick->most ? met + 1 : 0;
  if (met < 2) return;
  met = 0;
  before = talked, during = 0, trial = TRIAL;
  store_relaxed(&tick->least->gather, tick->most->index + 1); /* seen with the request, or soon */
  core_request(tick->least, REQ_GATHER);
}

void balance_race(Core *core, uint32_t with) {
  core->meetings += with != core->index;
  if (++core->races < RACES) return;
  uint64_t now = os_now(), took = now - core->races_since;
  int often = core->meetings >= MEETINGS && took <= RACES * RACE_NS;
  core->races = core->meetings = 0;
  core->races_since = now;
  if (!often || with >= core->index || weft_global.stress || core->pinned_first || task_is_pinned(core->task)) return;
  add_relaxed(&gave_way, 1); /* a figure */
  store_relaxed(&core->gather, with + 1); /* done once it holds nothing (gate.c), or at the end of the turn */
}

/* A worker that gave way at gates rests for a tick, and for twice as many each time that it does so soon after. */
int balance_lull(void) {
  uint32_t now = load_relaxed(&gave_way); /* seen late */
  if (now != seen) {
    seen = now;
    lull_length = calm >= CALM ? 1 : lull_length < LULL_MAX / 2 ? lull_length * 2 : LULL_MAX;
    lull = lull_length;
    calm = 0;
  } else if (lull) {
    lull--;
  } else {
    calm++;
  }
  return lull != 0;
}

void balance_tick(uint64_t now) {
  Tick tick = {.ns = now - last};
  uint32_t idle = load_relaxed(&weft_global.idle_count); /* a hint */
  last = now;
  if (!tick.ns) return;
  int lulls = load_relaxed(&gave_way) && part_balance_lull();
  for (uint32_t i = 0; i < scheduler_workers(); i++) look_at(PTR(weft_global.workers[i]), &tick, lulls ? 0 : idle);
  if (!lulls) idle_wake_resting();
  if (!weft_global.stress) try_gathering(&tick);
}
#endif

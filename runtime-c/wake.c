/* Waking workers: see wake.h. */
#include "wake.h"
#include "os.h"
#include "scheduler.h"

static int wake_sleeper(void) {
  for (uint32_t i = 0; i < scheduler_workers(); i++) {
    Core *core = PTR(weft_global.workers[i]);
    uint32_t expected = 1;
    if (load_relaxed(&core->sleep) && cas_seq(&core->sleep, &expected, 0)) {
      os_wake(&core->sleep);
      return 1;
    }
  }
  return 0;
}

static int any_sleeps(void) {
  for (uint32_t i = 0; i < scheduler_workers(); i++) {
    if (load_seq(&AT(Core, weft_global.workers[i])->sleep) == 1) return 1; /* seq: after the count of searchers */
  }
  return 0;
}

void wake_one(void) {
  do {
    if (!load_seq(&weft_global.idle_count)) return; /* seq: after what was made visible */
    uint32_t none = 0;
    /* whoever searches will look once more */
    if (load_seq(&weft_global.searching) || !cas_seq(&weft_global.searching, &none, 1)) return;
    if (wake_sleeper()) return;
    add_seq(&weft_global.searching, (uint32_t)-1);
    /* Nobody has searched: another may have trusted in that, and one have lain down behind our back. */
  } while (any_sleeps());
}

void wake_worker(Core *core) {
  uint32_t expected = 1;
  /* seq: after what it shall find. 2: woken, but not as a searcher */
  if (!load_seq(&core->sleep) || !cas_seq(&core->sleep, &expected, 2)) return;
  os_wake(&core->sleep);
}

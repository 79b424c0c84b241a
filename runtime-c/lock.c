/* What a lock does when somebody has it: see lock.h. */
#include "core.h"
#include "os.h"

COLD void lock_pause(void) {
  static uint32_t never;
  uint32_t worker = weft_worker();
  os_wait(worker ? &AT(Core, worker)->nap : &never, 0, 100000);
}

COLD void lock_slow(Lock *lock) {
  for (uint32_t spins = 0;; spins++) {
    uint32_t expected = 0;
    if (!load_relaxed(lock) && cas_acquire(lock, &expected, 1)) return; /* acquire: as in lock_take */
    if (spins > 200) lock_pause(); /* more workers than cores: the holder may not be running */
  }
}

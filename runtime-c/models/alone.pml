/* One worker alone: idle_begin_alone, idle_end_alone, await_company, lie_down and get_up of idle.c; MAY_RACE of
 * object.h.
 *
 * Three workers do calls that touch one shared object, with its lock if others may touch it, plainly by the one that is
 * alone. Between calls they go to sleep or begin to be alone; whoever sleeps wakes at any time, as by a timer or a host.
 *
 * Left out: why a worker sleeps or wakes (idle.pml), work that is made visible (it ends being alone as going to sleep
 * does), threads that aren't workers, windows of channels.
 *
 * Properties, and what breaks them
 * - While one touches the object plainly nobody else touches it.       BROKEN_AWAIT, BROKEN_BEGIN, BROKEN_GET_UP
 * - Only who is alone ends it, and only one is.                        BROKEN_COUNT
 * - Whoever wakes is not kept waiting for good.                        BROKEN_HEED, BROKEN_IDLE
 */
#define WORKERS 3
#define CALLS 3

bool alone, company, idle_lock, object_lock, plainly, locked;
byte lone, idle_count;

inline take(lock) { atomic { !lock -> lock = true } }

inline end_alone() {
  if
  :: alone -> assert(lone == me); company = false; alone = false
  :: else
  fi
}

inline begin_alone() {
  if
  :: idle_count + 1 == WORKERS && !alone ->
#ifndef BROKEN_BEGIN
     take(idle_lock);
#endif
     if
#ifdef BROKEN_COUNT
     :: idle_count + 1 >= WORKERS - 1 -> lone = me; alone = true
#elif defined(BROKEN_BEGIN)
     :: true -> lone = me; alone = true
#else
     :: idle_count + 1 == WORKERS -> lone = me; alone = true
#endif
     :: else
     fi;
#ifndef BROKEN_BEGIN
     idle_lock = false
#endif
  :: else
  fi
}

inline await_company() {
  if
  :: alone -> company = true; !alone
  :: else
  fi
}

inline rest() {
#ifndef BROKEN_IDLE
  end_alone();
#endif
  take(idle_lock);
  idle_count++;
  idle_lock = false;
#ifdef BROKEN_GET_UP
  await_company();
#endif
  take(idle_lock);
  idle_count--;
  idle_lock = false;
#ifndef BROKEN_AWAIT
#ifndef BROKEN_GET_UP
  await_company()
#endif
#endif
}

inline call() {
  if
  :: alone ->
     plainly = true;
     assert(!locked);
     plainly = false
  :: else ->
     take(object_lock);
     locked = true;
     assert(!plainly);
     locked = false;
     object_lock = false
  fi
}

active [WORKERS] proctype worker() {
  byte me = _pid, calls;
end:
  do
#ifndef BROKEN_HEED
  :: company && alone && lone == me -> end_alone()
#endif
  :: calls < CALLS -> calls++; call()
  :: calls < CALLS && !alone -> begin_alone()
  :: calls < CALLS -> calls++; rest()
  :: calls == CALLS && (alone && lone == me -> company : true) -> break /* or it computes, alone, until it is asked */
  od;
#ifndef BROKEN_HEED
  end_alone();
#endif
  take(idle_lock);
  idle_count++;
  idle_lock = false
}

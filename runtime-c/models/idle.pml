/* Making work visible against going to sleep: published_add, published_take, queue_send_home, inbox_take, queue_visible
 * of queue.c; wake.c; idle_wait, find_work, search_end, idle_sleep and nothing_runs of idle.c.
 *
 * Three workers. The first publishes two tasks, one after another, sends the last worker one home, and then computes
 * until the published ones have run. The first of those computes until the others have run, and may publish one more
 * before: so all three workers are needed.
 *
 * Left out: private queues and slots (they are empty when a worker goes idle), timers, workers that rest, being alone
 * (alone.pml), and that a worker sleeps for 50 ms at most: here it sleeps until it is woken, so each wake-up counts.
 *
 * Properties, and what breaks them
 * - No worker sleeps for good while work is visible that nobody else will do: all of it is done in the end.
 *                                  BROKEN_LOOK, BROKEN_WAKE, BROKEN_AGAIN, BROKEN_HOME, BROKEN_SEARCH_END, BROKEN_SEARCHER
 * - When it is decided that nothing can run any more, nothing can.                BROKEN_COUNT
 */
#define WORKERS 3

byte published[WORKERS], inbox[WORKERS], sent_home, ran, total = 2;
byte idle_count, searching;
byte sleep[WORKERS];          /* 1: it sleeps; 0: woken, as a searcher; 2: woken */
bool idle_lock, stop, lies[WORKERS];
bool more, went, main_done;   /* the task that publishes another has begun; the one that was sent home has run */

#define visible (sent_home || published[0] || published[1] || published[2])

inline take_lock() { atomic { !idle_lock -> idle_lock = true } }
inline drop_lock() { idle_lock = false }

inline wake_sleeper(woke) {
  woke = false;
  i = 0;
  do
  :: i == WORKERS || woke -> break
  :: else ->
     d_step { if :: sleep[i] == 1 -> sleep[i] = 0; woke = true :: else fi; i++ }
  od;
  i = 0
}

inline wake_one() {
  do
  :: idle_count == 0 -> break
  :: searching -> break
  :: atomic { idle_count && searching == 0 -> searching = 1 };
     wake_sleeper(flag);
     if
     :: flag -> break
     :: else -> searching--
     fi;
#ifdef BROKEN_AGAIN
     break
#else
     if
     :: sleep[0] == 1 || sleep[1] == 1 || sleep[2] == 1
     :: else -> break
     fi
#endif
  od
}

inline publish() {
#ifdef BROKEN_WAKE
  wake_one();
  published[me]++
#else
  published[me]++;
  wake_one()
#endif
}

inline send_home(to) {
  d_step { inbox[to]++; sent_home++ };
#ifndef BROKEN_HOME
  d_step { if :: sleep[to] == 1 -> sleep[to] = 2 :: else fi };
#endif
  assert(!(lies[to] && inbox[to] && sleep[to] == 1))
}

inline search_end(found) {
  d_step { searching--; flag = (searching == 0 && found) };
#ifndef BROKEN_SEARCH_END
  if
  :: flag && visible -> wake_one()
  :: else
  fi
#endif
}

/* One that was sent home only runs; of the published ones the first publishes another. */
inline run_task() {
  atomic {
    flag = !home && !more;
    if :: flag -> more = true :: else fi
  };
  if
  :: flag ->
     if
     :: total++; publish()
     :: skip
     fi;
     ran == total - 1
  :: else
  fi;
  if
  :: home -> home = false; went = true
  :: else -> ran++
  fi
}

/* queue_take: what this worker has. */
inline take_own() {
  atomic {
    if
    :: inbox[me] -> inbox[me]--; sent_home--; found = true; home = true
    :: !inbox[me] && published[me] -> published[me]--; found = true
    :: else -> found = false
    fi
  }
}

/* queue_take or queue_steal: that, or what another has published. */
inline take_any() {
  atomic {
    if
    :: inbox[me] -> inbox[me]--; sent_home--; found = true; home = true
    :: !inbox[me] && published[me] -> published[me]--; found = true
    :: !inbox[me] && !published[me] && published[(me + 1) % WORKERS] -> published[(me + 1) % WORKERS]--; found = true
    :: !inbox[me] && !published[me] && published[(me + 2) % WORKERS] -> published[(me + 2) % WORKERS]--; found = true
    :: else -> found = false
    fi
  }
}

inline get_up() { idle_count-- }

inline idle_sleep() {
#ifdef BROKEN_LOOK
  seen = visible;
#endif
  take_lock();
  sleep[me] = 1;
  idle_count++;
#ifndef BROKEN_LOOK
  seen = visible;
#endif
  if
  :: stop || seen ->
     d_step { flag = (sleep[me] == 0); sleep[me] = 0 };
     get_up();
     drop_lock();
#ifndef BROKEN_SEARCHER
     if
     :: flag -> search_end(false)
     :: else
     fi
#endif
  :: else ->
     if
#ifdef BROKEN_COUNT
     :: idle_count + 1 >= WORKERS -> /* another's count is as good as its word */
#else
     :: idle_count == WORKERS ->
#endif
        d_step { assert(main_done && went && ran == total && !visible); stop = true };
        d_step { sleep[0] = 0; sleep[1] = 0; sleep[2] = 0 } /* idle_stop */
     :: else
     fi;
     drop_lock();
     lies[me] = true;
     sleep[me] != 1;
     lies[me] = false;
     take_lock();
     d_step { woken = (sleep[me] == 0); sleep[me] = 0 };
     get_up();
     drop_lock();
     if
     :: woken && !stop -> take_any(); search_end(found)
     :: else
     fi
  fi
}

active [WORKERS] proctype worker() {
  byte me = _pid, i;
  bool flag, found, seen, woken, home;
  if
  :: me == 0 -> publish(); publish(); send_home(WORKERS - 1); ran == total; main_done = true
  :: else
  fi;
  do
  :: stop -> break
  :: else ->
     take_own();
     if
     :: !found ->
        searching++;
        take_any();
        search_end(found);
        if
        :: !found -> idle_sleep()
        :: else
        fi
     :: else
     fi;
     if
     :: found -> run_task(); found = false
     :: else
     fi
  od
}

/* A gate's permits: fits, serve, win_first, acquire, release, gate_finish of gate.c.
 *
 * Two permits. Task 0 holds one until the others are through. Of those one wants two, with a timeout: at the head of the
 * queue, where it may be in vain, it gives up before or while it is served. One wants one, twice; one wants one, with a
 * timeout.
 *
 * Left out: aborts (they end a wait as timeouts do), who holds what, `owned`, gates of one worker. Who was won is
 * enqueued at once, not when the lock is dropped.
 *
 * Properties, and what breaks them
 * - Permits are conserved: those free and those held make the total, none is granted twice.  BROKEN_SERVE, BROKEN_WIN
 * - First come, first served: nobody gets permits while one that came before waits.           BROKEN_FITS
 * - Nobody waits for ever while enough are free for who is first: who gives back, and who leaves the queue without any,
 *   serves the others.                                                           BROKEN_RELEASE, BROKEN_LEAVE
 */
#define TASKS 4
#define TOTAL 2

mtype = { RUNNING, PARKING, PARKED, WON_VALUE, WON_TIMEOUT };
mtype state[TASKS] = RUNNING;
chan waiters = [TASKS] of { byte, byte }; /* task, permits */
byte free = TOTAL, held[TASKS], ended;
bool lock, queued[TASKS];

#define open(t) (state[t] == PARKING || state[t] == PARKED)
#define waits(t) (open(t) && waiters??[t, _])

inline take() { atomic { !lock -> lock = true } }
inline drop() { d_step { assert(free + held[0] + held[1] + held[2] + held[3] == TOTAL); lock = false } }
inline grant(t, n) { d_step { assert(free >= n); free = free - n; held[t] = held[t] + n } }

inline win() {
#ifdef BROKEN_WIN
  won = open(first);
  parked = (state[first] == PARKED);
  if :: won -> state[first] = WON_VALUE :: else fi
#else
  d_step {
    won = open(first);
    parked = (state[first] == PARKED);
    if :: won -> state[first] = WON_VALUE :: else fi
  }
#endif
}

/* Under the lock. Whose wait is over is dropped when its turn comes. */
inline serve() {
  do
  :: empty(waiters) -> break
  :: nempty(waiters) ->
     waiters?<first, wants>;
     if
     :: !open(first) -> waiters?first, wants
     :: else ->
        if
        :: wants <= free ->
           waiters?first, wants;
           win();
           if
#ifdef BROKEN_SERVE
           :: true -> grant(first, wants)
#else
           :: won -> grant(first, wants)
           :: else
#endif
           fi;
           if
           :: won && parked -> atomic { assert(!queued[first]); queued[first] = true }
           :: else
           fi
        :: else -> break
        fi
     fi
  od;
  first = 0; wants = 0; won = false; parked = false
}

proctype wants_some(byte me; byte n; byte turns; bool timed) {
  byte first, wants;
  bool won, parked, lost, got;
  do
  :: turns == 0 -> break
  :: else ->
     turns--;
     take();
     serve();
     if
#ifdef BROKEN_FITS
     :: n <= free ->
#else
     :: empty(waiters) && n <= free ->
#endif
        d_step { assert(!waits(0) && !waits(1) && !waits(2) && !waits(3)) };
        grant(me, n);
        got = true;
        drop()
     :: else ->
        d_step { waiters!me, n; state[me] = PARKING };
        drop();
        lost = false;
        if
        :: atomic { state[me] == PARKING -> state[me] = PARKED };
           if
           :: atomic { queued[me] -> queued[me] = false }
           :: atomic { timed && state[me] == PARKED -> state[me] = WON_TIMEOUT }
           fi
        :: state[me] != PARKING -> lost = true
        fi;
        if
        :: state[me] == WON_VALUE && !lost
        :: else ->
           take();
           if
           :: waiters??[eval(me), n] ->
              waiters??eval(me), n;
#ifndef BROKEN_LEAVE
              serve()
#endif
           :: else
           fi;
           drop()
        fi;
        d_step { got = (state[me] == WON_VALUE); state[me] = RUNNING }
     fi;
     if
     :: got ->
        got = false;
        take();
        d_step { assert(held[me] == n); free = free + n; held[me] = 0 };
#ifndef BROKEN_RELEASE
        serve();
#endif
        drop()
     :: else
     fi
  od;
  ended++
}

init {
  byte first, wants;
  bool won, parked;
  atomic {
    grant(0, 1);
    run wants_some(1, 2, 1, 1);
    run wants_some(2, 1, 2, 0);
    run wants_some(3, 1, 1, 1)
  }
  ended == 3;
  d_step { assert(empty(waiters) && held[0] == 1 && free == 1) }
}

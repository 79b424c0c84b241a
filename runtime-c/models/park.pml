/* Parking and waking: task.h; wait_begin_here, wait_win, wait_publish of wait.h; wait_finish and wait_raise_abort of
 * wait.c; task_abort of task.c; timer_fire and timer_cancel of timer.c.
 *
 * One task waits twice, each time for a value, with or without a timeout, shielded or not. Another brings one value, two
 * abort the task, a timer fires. A value for which nobody waits lies in `box`.
 *
 * Left out: what runs inside a wait (trampoline_wait_inside), KeyboardInterrupt, `shield()`, that the task is private to
 * a worker (then all of this is plain), memory orders: steps are in one order for all, as they are in wasm.
 *
 * Properties, and what breaks them
 * - Exactly one ends a wait: nobody enqueues a task that runs or is enqueued already.  BROKEN_WIN, BROKEN_ENQUEUE
 * - Whoever goes on finds written what was delivered.                                  BROKEN_LOST
 * - An abort is raised once; a wait that it ends has one to raise.                     BROKEN_DUE
 * - What was meant for one wait, a timeout or an abort, ends no later one.             BROKEN_TICKET, BROKEN_TIMER
 * - A shielded wait is not aborted.                                                    BROKEN_SHIELD
 * - No wake-up is lost: when nothing more happens, the task doesn't wait while a value is there, an abort is due, or a
 *   timer runs.                                                                        BROKEN_PUBLISH, BROKEN_ABORTER
 */
#define WAITS 2
#define WAKERS 1
#define ABORTERS 2

mtype = { READY, PARKING, PARKED, WON_VALUE, WON_TIMEOUT, WON_ABORT, ARMED, FIRED, CANCELLED };
mtype state = READY, timer = CANCELLED;
byte ticket, timer_ticket;    /* of `state`; of the timer */
bool cancel, shield;          /* the bits of Task.abort */
bool requested;               /* REQ_ABORT */
bool lock, linked, written, unwound, queued;
byte box, got, raised, aborted, woke;
bool ended;

#define open(s) (s == PARKING || s == PARKED)
#define due (cancel && !shield)

inline take() { atomic { !lock -> lock = true } }
inline drop() { lock = false }

inline enqueue() {
  atomic { assert(!queued && state != PARKING && state != READY); queued = true }
}

inline raise() {
  d_step {
    assert(cancel); /* else the call would return as if it were done */
    cancel = false;
    shield = false;
    raised++
  }
}

/* wait_begin: under the lock; the state's step, then the timer of this wait. */
inline begin() {
#ifndef BROKEN_SHIELD
  if
  :: shield = true
  :: skip
  fi;
#endif
  d_step { linked = true; written = false; ticket++; state = PARKING; unwound = false }
#ifdef BROKEN_SHIELD
  if
  :: shield = true
  :: skip
  fi;
#endif
  shielded = shield;
  if
  :: d_step { timer_ticket = ticket; timer = ARMED }
  :: skip
  fi
}

/* wait_publish: lost: it goes on at once. */
inline publish() {
  lost = true;
  if
  :: atomic { state == PARKING -> state = PARKED; unwound = true };
#ifdef BROKEN_PUBLISH
     lost = false
#else
     if
     :: !due -> lost = false
     :: due ->
        if
        :: atomic { state == PARKED -> state = WON_ABORT }
        :: atomic { state != PARKED -> lost = false }
        fi
     fi
#endif
  :: atomic { state != PARKING -> unwound = true }
  fi
}

inline finish() {
  d_step {
    how = state;
    shield = false;
    if
    :: timer == ARMED -> timer = CANCELLED
    :: else
    fi
  }
  if
  :: how == WON_VALUE ->
#ifndef BROKEN_LOST
     if
     :: lost -> !lock /* the winner may still be writing */
     :: else
     fi;
#endif
     assert(written);
     got++
  :: else ->
     atomic { !lock -> linked = false };
     if
     :: how == WON_ABORT -> assert(!shielded); raise()
     :: how == WON_TIMEOUT
     fi
  fi;
  state = READY
}

active proctype task() {
  byte n;
  bool lost, shielded;
  mtype how;
  do
  :: n == WAITS -> break
  :: n < WAITS ->
     n++;
     if /* a poll, or none */
     :: atomic { requested -> requested = false };
        if
        :: cancel -> raise()
        :: else
        fi
     :: skip
     fi;
     if
     :: cancel -> raise()
     :: else ->
        take();
        if
        :: d_step { box -> box--; got++; drop() }
        :: else ->
           begin();
           drop();
           publish();
           if
           :: lost -> skip
           :: !lost ->
              if
              :: atomic { queued -> queued = false }
              :: timeout ->
                 assert(!due && !box && timer != ARMED);
                 goto over
              fi
           fi;
           finish()
        fi
     fi
  od;
  (woke == WAKERS && aborted == ABORTERS);
over:
  assert(got + box == WAKERS);
  assert(raised + cancel >= 1 && raised + cancel <= ABORTERS)
}

active [WAKERS] proctype waker() {
  bool won, parked;
  take();
  if
  :: d_step { linked -> linked = false }
#ifdef BROKEN_WIN
     won = open(state);
     parked = (state == PARKED);
     if
     :: won -> state = WON_VALUE
     :: else
     fi;
#else
     d_step { won = open(state); parked = (state == PARKED); if :: won -> state = WON_VALUE :: else fi }
#endif
     if
     :: won -> written = true
     :: else -> box++; parked = false
     fi
  :: else -> box++
  fi;
  drop();
  if
#ifdef BROKEN_ENQUEUE
  :: won -> enqueue()
#else
  :: won && parked -> enqueue()
#endif
  :: else
  fi;
  woke++
}

active [ABORTERS] proctype aborter() {
  mtype seen;
  byte seen_ticket;
#ifndef BROKEN_ABORTER
  cancel = true;
#endif
  d_step { seen = state; seen_ticket = ticket }
#ifdef BROKEN_ABORTER
  cancel = true;
#endif
  do
  :: open(seen) ->
#ifndef BROKEN_DUE
     if
     :: !due -> break
     :: due
     fi;
#endif
     if
#ifdef BROKEN_TICKET
     :: atomic { state == seen -> state = WON_ABORT };
#else
     :: atomic { state == seen && ticket == seen_ticket -> state = WON_ABORT };
#endif
        if
        :: seen == PARKED -> enqueue()
        :: else
        fi;
        break
     :: d_step { state != seen || ticket != seen_ticket -> seen = state; seen_ticket = ticket }
     fi
  :: !open(seen) -> requested = true; break
  od;
  aborted++
}

/* The worker that armed it fires it, when the task has unwound. */
active proctype ticker() {
  byte fired;
end:
  do
  :: d_step { timer == ARMED && unwound -> timer = FIRED; fired = timer_ticket }
     if
#ifdef BROKEN_TIMER
     :: atomic { state == PARKED -> state = WON_TIMEOUT; assert(fired == ticket) }; enqueue()
     :: d_step { state != PARKED -> skip }
#else
     :: atomic { state == PARKED && ticket == fired -> state = WON_TIMEOUT }; enqueue()
     :: d_step { state != PARKED || ticket != fired -> skip }
#endif
     fi
  od
}

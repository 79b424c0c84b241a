/* Select over channels: weft_select_wait, try_arms, select_finish of select.c; channel_offer, channel_accept, win_first
 * of channel.c. The park itself is park.pml's; here a wait is open or not.
 *
 * Channel 0 is a rendezvous, channel 1 holds one value. Two selectors, each of which would receive from one and send to
 * the other, so that they can serve each other both ways, the second with a timeout; a plain sender to each channel, or
 * to one, and a plain receiver. Each does one operation; a sent value is its sender's number.
 *
 * Left out: done() arms (their locks are like channels'), close, several arms on one channel, windows (they are one
 * worker's), the chance by which an arm is drawn: all that are ready are tried.
 *
 * Properties, and what breaks them
 * - Locks are taken in address order: nobody waits for one for ever.            BROKEN_ORDER
 * - Exactly one arm happens, and is known.                                      BROKEN_PASSED_OVER, BROKEN_WIN
 * - No value is lost or doubled: what was sent was received once, or lies in the ring.
 *                                                                               BROKEN_FINISH
 * - When nothing more happens, no receiver and sender wait for each other, no receiver for what lies in the ring, no
 *   sender for room that there is.                                             BROKEN_LINK
 */
#define TASKS 4
#define ARMS 4 /* channel * 2 + (1: it sends) */
#define opposite(q) (q ^ 1)
#define channel(q) (q / 2)
#define sends(q) (q & 1)
#define capacity(c) (c)
#define at(t, q) ((t) * ARMS + (q))
#define open(t) (state[t] == PARKING || state[t] == PARKED)

mtype = { RUNNING, PARKING, PARKED, WON_VALUE, WON_TIMEOUT, UNKNOWN, VALUE, PASSED_OVER };
mtype state[TASKS] = RUNNING;
chan queue[ARMS] = [TASKS] of { byte };
mtype outcome[16] = UNKNOWN;
byte payload[16];             /* in a waiter: what it sends, or was given */
byte ring[2];                 /* what lies there, or 0 */
bool lock[2], queued[TASKS], over;
byte sent[TASKS + 1], received[TASKS + 1];

inline take(c) { atomic { !lock[c] -> lock[c] = true } }
inline drop(c) { lock[c] = false }
#define uses(c) (arms[c * 2] || arms[c * 2 + 1])

#ifdef BROKEN_ORDER
#define FIRST (me == 1)
#else
#define FIRST 0
#endif

inline take_all() {
  if :: uses(FIRST) -> take(FIRST) :: else fi;
  if :: uses((1 - FIRST)) -> take((1 - FIRST)) :: else fi
}
inline drop_all() {
  d_step {
    if :: uses(0) -> drop(0) :: else fi;
    if :: uses(1) -> drop(1) :: else fi
  }
}

/* win_first, of those who wait for the opposite of q; `other` is who was won, if won. */
inline win_first(q) {
  won = false;
  do
  :: atomic { !won && nempty(queue[opposite(q)]) -> queue[opposite(q)]?other };
#ifdef BROKEN_WIN
     won = open(other);
     parked = state[other] == PARKED;
     if :: won -> state[other] = WON_VALUE :: else fi;
#else
     d_step {
       won = open(other);
       parked = state[other] == PARKED;
       if :: won -> state[other] = WON_VALUE :: else fi
     };
#endif
     if
     :: won -> outcome[at(other, opposite(q))] = VALUE
#ifdef BROKEN_PASSED_OVER
     :: else
#else
     :: else -> outcome[at(other, opposite(q))] = PASSED_OVER
#endif
     fi
  :: else -> break
  od
}

/* channel_offer or channel_accept, under the lock: `done` if the arm has happened; `value`: what it received. */
inline try(q) {
  value = 0;
  if
  :: sends(q) ->
     win_first(q);
     if
     :: won -> payload[at(other, opposite(q))] = me + 1; done = true
     :: d_step { !won && capacity(channel(q)) && !ring[channel(q)] -> ring[channel(q)] = me + 1; done = true }
     :: else
     fi
  :: else ->
     d_step { value = ring[channel(q)]; ring[channel(q)] = 0; done = (value != 0) };
     win_first(q);
     if
     :: d_step { won && value -> ring[channel(q)] = payload[at(other, opposite(q))] }
     :: d_step { won && !value -> value = payload[at(other, opposite(q))]; done = true }
     :: else
     fi
  fi;
  if
  :: won && parked -> atomic { assert(!queued[other]); queued[other] = true }
  :: else
  fi;
  won = false
}

#define ready(q) (arms[q] && (nempty(queue[opposite(q)]) || (sends(q) && capacity(channel(q)) && !ring[channel(q)]) \
                  || (!sends(q) && ring[channel(q)])))

inline try_arms() {
  do
  :: !done && ready(0) -> happened = 0; try(0)
  :: !done && ready(1) -> happened = 1; try(1)
  :: !done && ready(2) -> happened = 2; try(2)
  :: !done && ready(3) -> happened = 3; try(3)
  :: else -> break
  od
}

inline link(q) {
  if
  :: arms[q] -> queue[q]!me; payload[at(me, q)] = (sends(q) -> me + 1 : 0)
  :: else
  fi
}

/* The arm leaves its queue: whether it was this one that happened. */
inline unlink(q) {
  if
  :: arms[q] ->
#ifndef BROKEN_FINISH
     take(channel(q));
#endif
     d_step {
       if
       :: queue[q]??[eval(me)] -> queue[q]??eval(me)
       :: outcome[at(me, q)] == PASSED_OVER -> skip
       :: else -> assert(!done); done = true; happened = q
       fi
     };
#ifndef BROKEN_FINISH
     drop(channel(q))
#endif
  :: else
  fi
}

inline finish() {
  how = state[me];
  unlink(0); unlink(1); unlink(2); unlink(3);
  d_step {
    assert(done == (how == WON_VALUE));
    if
    :: done -> assert(outcome[at(me, happened)] == VALUE); value = (sends(happened) -> 0 : payload[at(me, happened)])
    :: else
    fi;
    state[me] = RUNNING
  }
}

proctype selects(byte me; bool receive0; bool send0; bool receive1; bool send1; bool timed) {
  bool arms[ARMS], done, won, parked;
  byte happened, other, value;
  mtype how;
  d_step { arms[0] = receive0; arms[1] = send0; arms[2] = receive1; arms[3] = send1 }
  take_all();
  try_arms();
  if
  :: !done ->
#ifdef BROKEN_LINK
     drop_all();
     take_all();
#endif
     d_step { link(0); link(1); link(2); link(3); state[me] = PARKING };
     drop_all();
     if
     :: atomic { state[me] == PARKING -> state[me] = PARKED };
        do
        :: atomic { queued[me] -> queued[me] = false; break }
        :: atomic { timed && state[me] == PARKED -> state[me] = WON_TIMEOUT; break }
        :: over -> goto end
        od
     :: state[me] != PARKING
     fi;
     finish()
  :: else -> drop_all()
  fi;
  d_step {
    if
    :: !done
    :: done && sends(happened) -> sent[me + 1]++
    :: else -> assert(value); received[value]++
    fi
  };
end: skip
}

#define both_wait(q) (waits(q) && waits(opposite(q)))
#define waits(q) (queue[q]??[0] && open(0) || queue[q]??[1] && open(1) || queue[q]??[2] && open(2) || \
                  queue[q]??[3] && open(3))

init {
  byte n;
  atomic {
    run selects(0, 1, 0, 0, 1, 0);
    run selects(1, 0, 1, 1, 0, 1);
    if
    :: run selects(2, 0, 1, 0, 0, 0)
    :: run selects(2, 0, 0, 0, 1, 0)
    fi;
    if
    :: run selects(3, 1, 0, 0, 0, 0)
    :: run selects(3, 0, 0, 1, 0, 0)
    fi
  }
  timeout;
  d_step {
    assert(!lock[0] && !lock[1]);
    assert(!both_wait(0) && !both_wait(2));
    assert(!(ring[1] && waits(2)) && !(!ring[1] && waits(3)));
    n = 1;
    do
    :: n <= TASKS -> assert(sent[n] <= 1 && sent[n] == received[n] + (ring[1] == n)); n++
    :: else -> break
    od
  };
  over = true
}

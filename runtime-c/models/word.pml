/* A gate's word: weft_gate_park_if, weft_gate_compare_exchange and gate_unpark of gate.c, as a barrier uses them
 * (Barrier.wait and _leaves in barrier.py, Rounds in rounds.py).
 *
 * The word has a round and a count. Of three tasks two make a round; each comes twice; one has a timeout, and takes
 * itself out of the count again unless its round has ended meanwhile. Who isn't the last changes the word without the
 * lock, the last one under it, with a wake.
 *
 * Left out: aborts (as timeouts), that the round wraps, gates of one worker.
 *
 * Properties, and what breaks them
 * - No wake-up is lost: when nothing more happens, nobody waits for the end of a round that is over.
 *                                                                                 BROKEN_PARK, BROKEN_END
 * - Whoever waits is counted, and nobody else; so many came through as rounds tell. BROKEN_COUNT, BROKEN_LEAVES
 */
#define TASKS 3
#define PARTIES 2

mtype = { RUNNING, PARKING, PARKED, WON_VALUE, WON_TIMEOUT };
mtype state[TASKS] = RUNNING;
chan parked_there = [TASKS] of { byte };
byte round, count;            /* the word */
bool lock, queued[TASKS], over;
byte passed, rounds[TASKS];   /* rounds: for whose end it waits, plus 1 */

#define open(t) (state[t] == PARKING || state[t] == PARKED)

inline take() { atomic { !lock -> lock = true } }
inline drop() { lock = false }

/* Wakes all, under the lock. */
inline unpark() {
  do
  :: atomic { nempty(parked_there) -> parked_there?other };
     d_step { won = open(other); parked = (state[other] == PARKED); if :: won -> state[other] = WON_VALUE :: else fi }
     if
     :: won && parked -> atomic { assert(!queued[other]); queued[other] = true }
     :: else
     fi
  :: empty(parked_there) -> break
  od;
  other = 0; won = false; parked = false
}

/* From the word that was read to the next round. */
inline end_round() {
#ifdef BROKEN_END
  take();
  unpark();
  drop();
#endif
  take();
  d_step { done = (round == r && count == n); if :: done -> round++; count = 0 :: else fi }
#ifndef BROKEN_END
  if
  :: done -> unpark()
  :: else
  fi;
#endif
  drop()
}

inline count_on(to) {
#ifdef BROKEN_COUNT
  done = (round == r && count == n);
  if :: done -> count = to :: else fi
#else
  d_step { done = (round == r && count == n); if :: done -> count = to :: else fi }
#endif
}

/* Until the round isn't r any more; `late`: the timeout came first. */
inline park_while() {
  late = false;
#ifdef BROKEN_PARK
  if
  :: round != r -> done = false
  :: else
  fi;
  take();
  if
  :: !done -> drop()
  :: else ->
#else
  take();
  if
  :: round != r -> drop()
  :: else ->
#endif
     d_step { parked_there!me; state[me] = PARKING; rounds[me] = r + 1 };
     drop();
     if
     :: atomic { state[me] == PARKING -> state[me] = PARKED };
        if
        :: atomic { queued[me] -> queued[me] = false }
        :: atomic { timed && state[me] == PARKED -> state[me] = WON_TIMEOUT }
        :: over -> goto end
        fi
     :: state[me] != PARKING
     fi;
     if
     :: state[me] == WON_TIMEOUT ->
        late = true;
        take();
        if
        :: parked_there??[eval(me)] -> parked_there??eval(me)
        :: else
        fi;
        drop()
     :: else
     fi;
     d_step { rounds[me] = 0; state[me] = RUNNING }
  fi
}

proctype comes(byte me; bool timed) {
  byte turns = 2, r, n, other;
  bool done, late, won, parked, gone;
  do
  :: turns == 0 -> break
  :: else ->
     turns--;
     done = false; gone = false;
     do
     :: done -> break
     :: else ->
        d_step { r = round; n = count }
        if
        :: n + 1 == PARTIES -> end_round()
        :: else -> count_on(n + 1)
        fi
     od;
     if
     :: n + 1 == PARTIES
     :: else ->
        park_while();
        if
        :: late -> /* _leaves */
           do
#ifdef BROKEN_LEAVES
           :: true ->
#else
           :: round != r -> break
           :: else ->
#endif
              d_step { n = count; done = (round == r) }
              if
              :: done -> count_on(n - 1)
              :: else -> skip
              fi;
              if
              :: done -> gone = true; break
#ifdef BROKEN_LEAVES
              :: else -> gone = true; break
#else
              :: else
#endif
              fi
           od
        :: else
        fi
     fi;
     if
     :: gone
     :: else -> atomic { passed++ }
     fi
  od;
end: skip
}

#define waits(t) (rounds[t] != 0)

init {
  atomic { run comes(0, 0); run comes(1, 0); run comes(2, 1) }
  timeout;
  d_step {
    assert(!lock);
    assert(!waits(0) || rounds[0] == round + 1);
    assert(!waits(1) || rounds[1] == round + 1);
    assert(!waits(2));
    assert(count == waits(0) + waits(1));
    assert(passed == round * PARTIES)
  }
  over = true
}

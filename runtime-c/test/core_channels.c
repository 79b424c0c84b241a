/* Channels, select, timeouts and aborts racing with delivery: what is sent is received, once. */
#include "scenario.h"

static int64_t sent, received, sum_sent, sum_received;

/* --- channels: every value sent is received once ------------------------------------------------------------------ */
FUNC(sender, { ref ch, done; int64_t from, i; }) {
  ENTER(sender);
  for (l.i = 0; l.i < N / 4; l.i++) {
    CALL(1, pass_send(l.ch, (uint64_t)(l.from + l.i)));
    ADD(sum_sent, l.from + l.i);
    if (rnd() % 64 == 0) {
      CALL(2, weft_yield());
    }
  }
  CALL(3, weft_channel_send(l.done, 1, 0, -1));
  RETURN(0);
  LEAVE_LABEL
}
FUNC(receiver, { ref ch; uint32_t pad2; int64_t count; }) {
  ENTER(receiver);
  for (;;) {
    CALL(1, pass_next(l.ch));
    if (W->outcome == OUTCOME_CLOSED) break;
    ADD(sum_received, (int64_t)W->result);
    l.count++;
    POLL(2);
  }
  RETURN(l.count);
  LEAVE_LABEL
}
FUNC(main_channels, { ref ch, done, list; uint32_t round; int64_t i, count, capacity; }) {
  ENTER(main_channels);
  for (l.round = 0; l.round < 4; l.round++) {
    static const int64_t capacities[] = {0, 1, 7, -1};
    l.ch = NEW_CHANNEL(capacities[l.round], SLOT_INT);
    l.done = NEW_CHANNEL(-1, SLOT_INT);
    l.list = list_new(8);
    sum_sent = sum_received = 0;
    for (l.i = 0; l.i < 8; l.i++) {
      ref h = l.i < 4 ? SPAWN(sender, SLOT_NONE,
                              (f->v.ch = frame.v.ch, f->v.done = frame.v.done, f->v.from = frame.v.i * 1000000))
                      : SPAWN(receiver, SLOT_INT, f->v.ch = frame.v.ch);
      AT_LIST(l.list, l.i) = h;
    }
    for (l.i = 0; l.i < 4; l.i++) {
      CALL(1, weft_channel_recv(l.done, SLOT_INT, -1));
    }
    weft_channel_close(l.ch);
    for (l.i = 4, l.count = 0; l.i < 8; l.i++) {
      CALL(2, weft_task_join(AT_LIST(l.list, l.i), -1));
      l.count += (int64_t)W->result;
    }
    CHECK(l.count == N / 4 * 4);
    CHECK(GET(sum_sent) == GET(sum_received));
  }
  RETURN(0);
  LEAVE_LABEL
}

/* --- select: tokens wander among eight channels; none is lost, none doubled --------------------------------------- */
FUNC(wanderer, { ref ch[8]; int64_t token, hops; uint32_t a, b; int64_t value; }) {
  ENTER(wanderer);
  for (; l.hops; l.hops--) {
    l.a = rnd() % 8, l.b = rnd() % 8;
    weft_select_begin();
    if (l.token >= 0) { /* sends it on, or takes another one in its stead and keeps both in turn */
      weft_select_send(l.ch[l.a], (uint64_t)l.token, 0);
      weft_select_send(l.ch[l.b], (uint64_t)l.token, 0);
      weft_select_send(l.ch[(l.b + 1) % 8], (uint64_t)l.token, 0);
    } else {
      weft_select_recv(l.ch[l.a]);
      weft_select_recv(l.ch[l.b]);
      weft_select_recv(l.ch[(l.b + 3) % 8]);
    }
    CALL(1, weft_select_wait(rnd() % 4 ? 0.0005 : 0.0, (int)(rnd() % 8 == 0)));
    if (RAISED) LEAVE;
    if (W->outcome == OUTCOME_VALUE) {
      ADD(sent, l.token >= 0);
      ADD(received, l.token < 0);
      l.token = l.token >= 0 ? -1 : (int64_t)W->result;
    }
  }
  if (l.token >= 0) ADD(sum_received, l.token), ADD(finished, 1);
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_select, { ref ch[8]; ref list; uint32_t pad2; int64_t i, left; }) {
  ENTER(main_select);
  for (l.i = 0; l.i < 8; l.i++) l.ch[l.i] = NEW_CHANNEL(l.i % 3, SLOT_INT);
  l.list = list_new(24);
  for (l.i = 0; l.i < 24; l.i++) {
    AT_LIST(l.list, l.i) = SPAWN(
        wanderer, SLOT_NONE,
        (memcpy(f->v.ch, frame.v.ch, sizeof f->v.ch), f->v.token = frame.v.i & 1 ? frame.v.i : -1, f->v.hops = N / 8));
    if (l.i & 1) sum_sent += l.i;
  }
  for (l.i = 0; l.i < 24; l.i++) {
    CALL(1, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
  for (l.i = 0; l.i < 8; l.i++) { /* what is still in the buffers */
    while (weft_channel_len(l.ch[l.i])) {
      CALL(2, weft_channel_recv(l.ch[l.i], SLOT_INT, -1));
      ADD(sum_received, (int64_t)W->result);
      ADD(received, 1);
      ADD(finished, 1);
    }
  }
  CHECK(GET(finished) == 12);
  CHECK(GET(sum_sent) == GET(sum_received));
  CHECK(GET(sent) == GET(received));
  RETURN(0);
  LEAVE_LABEL
}

/* --- timeouts and aborts racing with delivery: what was sent was received ----------------------------------------- */
FUNC(hasty_sender, { ref ch; uint32_t pad2; int64_t i; }) {
  ENTER(hasty_sender);
  for (l.i = 0; l.i < N / 4; l.i++) {
    CALL(1, weft_channel_send(l.ch, (uint64_t)l.i, 0, (rnd() % 3) * 0.0001));
    if (RAISED) {
      int timeout = raised_is("TimeoutError");
      CHECK(timeout || raised_is("weft_Cancelled") || raised_is("weft_Closed"));
      if (raised_is("weft_Closed")) {
        weft_catch();
        break;
      }
      weft_catch();
    } else {
      ADD(sent, 1);
      ADD(sum_sent, l.i);
    }
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(hasty_receiver, { ref ch; uint32_t pad2; int64_t i; }) {
  ENTER(hasty_receiver);
  while (!GET(finished)) {
    CALL(1, weft_channel_recv(l.ch, SLOT_INT, (rnd() % 3) * 0.0001));
    if (RAISED) {
      int closed = raised_is("weft_Closed");
      weft_catch();
      if (closed) break;
    } else {
      ADD(received, 1);
      ADD(sum_received, (int64_t)W->result);
    }
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_hasty, { ref ch, list, late; uint32_t close; int64_t i, k; }) {
  ENTER(main_hasty);
  l.close = getenv("CLOSE") != 0;
  l.ch = NEW_CHANNEL(rnd() % 3, SLOT_INT);
  l.list = list_new(8);
  for (l.i = 0; l.i < 8; l.i++)
    AT_LIST(l.list, l.i) = l.i < 4 ? SPAWN(hasty_sender, SLOT_NONE, f->v.ch = frame.v.ch)
                                   : SPAWN(hasty_receiver, SLOT_NONE, f->v.ch = frame.v.ch);
  for (l.k = 0; l.k < N / 10; l.k++) { /* aborts rain on them; they survive each */
    weft_task_abort(AT_LIST(l.list, rnd() % 8));
    if (rnd() % 4 == 0) {
      CALL(1, weft_sleep(0.00005));
    }
    if (l.close && l.k == N / 20) weft_channel_close(l.ch);
  }
  for (l.i = 0; l.i < 8; l.i++) {
    if (l.i == 4) ADD(finished, 1);
    CALL(2, weft_task_outcome(AT_LIST(l.list, l.i), -1)); /* an abort before its start is an outcome too */
  }
  while (weft_channel_len(l.ch)) {
    CALL(3, weft_channel_recv(l.ch, SLOT_INT, -1));
    ADD(received, 1);
    ADD(sum_received, (int64_t)W->result);
  }
  CHECK(GET(sent) == GET(received));
  CHECK(GET(sum_sent) == GET(sum_received));
  RETURN(0);
  LEAVE_LABEL
}

MachineDesc *family_channels(const char *test) {
  DEFINE(sender, 0, 0, S(sender, ch), S(sender, done));
  DEFINE(receiver, 4, 0, S(receiver, ch));
  DEFINE(main_channels, 0, 0, S(main_channels, ch), S(main_channels, done), S(main_channels, list));
  DEFINE(wanderer, 0, 1, S(wanderer, ch[0]), S(wanderer, ch[1]), S(wanderer, ch[2]), S(wanderer, ch[3]),
         S(wanderer, ch[4]), S(wanderer, ch[5]), S(wanderer, ch[6]), S(wanderer, ch[7]));
  DEFINE(main_select, 0, 0, S(main_select, ch[0]), S(main_select, ch[1]), S(main_select, ch[2]), S(main_select, ch[3]),
         S(main_select, ch[4]), S(main_select, ch[5]), S(main_select, ch[6]), S(main_select, ch[7]),
         S(main_select, list));
  DEFINE(hasty_sender, 0, 1, S(hasty_sender, ch));
  DEFINE(hasty_receiver, 0, 1, S(hasty_receiver, ch));
  DEFINE(main_hasty, 0, 0, S(main_hasty, ch), S(main_hasty, list));
  SCENARIO(channels);
  SCENARIO(select);
  SCENARIO(hasty);
  return 0;
}

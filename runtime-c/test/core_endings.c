/* How tasks and programs end: results, failures, deadlock, shutdown with its cleanup, Ctrl-C. */
#include "scenario.h"
#include "../exc.h"
#include "../os.h"
#include <pthread.h>

/* --- shutdown ----------------------------------------------------------------------------------------------------- */
FUNC(parked_forever, { ref ch; uint32_t pad2; }) {
  ENTER(parked_forever);
  ADD(finished, 1);
  CALL(1, weft_channel_recv(l.ch, SLOT_INT, -1));
  CHECK(raised_is("weft_Cancelled"));
  l.pad2 = weft_catch();
  CALL(2, weft_sleep(0.001)); /* cleanup may block */
  ADD(cleaned, 1);
  weft_raise(&weft_type_weft_Cancelled, "");
  LEAVE_LABEL
}
FUNC(spin_forever, { int64_t n; }) {
  ENTER(spin_forever);
  ADD(finished, 1);
  for (;;) {
    l.n++;
    POLL(1);
  }
  LEAVE_LABEL
}
FUNC(main_shutdown, { ref ch; uint32_t how; int64_t i; }) {
  ENTER(main_shutdown);
  l.how = (uint32_t)atoi(getenv("HOW") ? getenv("HOW") : "0");
  l.ch = NEW_CHANNEL(0, SLOT_INT);
  for (l.i = 0; l.i < 10; l.i++) SPAWN(parked_forever, SLOT_NONE, f->v.ch = frame.v.ch);
  if (l.how == 1) for (l.i = 0; l.i < 3; l.i++) SPAWN(spin_forever, SLOT_NONE, (void)f);
  while (GET(finished) < (l.how == 1 ? 13 : 10)) {
    CALL(1, weft_sleep(0.0005));
  }
  if (l.how == 1) {
    ref text = weft_text("3"), args = weft_alloc(16);
    static struct {
      Type type;
      uint16_t slots[1];
    } tuple = {{.kind = T_FIXED, .size = 16, .nslots = 1}, {(8 / 4) << 3 | SLOT_INT}};
    AT(Obj, args)->type = REF(&tuple);
    *AT(int64_t, args + 8) = 3;
    ref e = exc_new(&weft_type_SystemExit, text);
    AT(Exc, e)->args = args;
    weft_raise_ref(e);
  } else if (l.how == 2) {
    weft_raise(&weft_type_ValueError, "main has failed");
  }
  LEAVE_LABEL
}

/* --- results: moved to the only handle, copied to others ---------------------------------------------------------- */
FUNC(make_list, { int64_t n; }) {
  ENTER(make_list);
  CALL(1, weft_yield());
  {
    ref r = 0;
    for (int64_t i = 0; i < l.n; i++) r = node_new(r, 0, i);
    RETURN(r);
  }
  LEAVE_LABEL
}
FUNC(join_one, { ref h; uint32_t pad2; ref first; uint32_t pad3; }) {
  ENTER(join_one);
  CALL(1, weft_task_join(l.h, -1));
  l.first = (ref)W->result;
  CALL(2, weft_task_join(l.h, 1.0));
  CHECK((ref)W->result == l.first);
  {
    int64_t count = 0;
    for (ref r = l.first; r; r = AT(Node, r)->left) count++;
    RETURN(count);
  }
  LEAVE_LABEL
}
FUNC(main_results, { ref h, list, first; uint32_t pad2; int64_t i; }) {
  ENTER(main_results);
  l.h = SPAWN(make_list, SLOT_REF, f->v.n = N);
  l.list = list_new(6);
  for (l.i = 0; l.i < 6; l.i++) AT_LIST(l.list, l.i) = SPAWN(join_one, SLOT_INT, f->v.h = frame.v.h);
  CALL(1, weft_task_join(l.h, -1));
  l.first = (ref)W->result;
  CALL(2, weft_task_join(l.h, -1));
  CHECK((ref)W->result == l.first);
  for (l.i = 0; l.i < 6; l.i++) {
    CALL(3, weft_task_join(AT_LIST(l.list, l.i), -1));
    CHECK((int64_t)W->result == N);
  }
  l.h = weft_task_current(REF(&task_type));
  CALL(4, weft_task_join(l.h, -1));
  CHECK(raised_is("RuntimeError"));
  weft_catch();
  l.h = SPAWN(parked_forever, SLOT_NONE, f->v.ch = NEW_CHANNEL(0, SLOT_INT));
  CALL(5, weft_task_join(l.h, 0.01));
  CHECK(raised_is("TimeoutError"));
  weft_catch();
  weft_task_abort(l.h);
  CALL(6, weft_task_join(l.h, -1));
  CHECK(raised_is("weft_Aborted"));
  weft_catch();
  RETURN(0);
  LEAVE_LABEL
}

/* --- an abort is raised once: it ends the wait that raises it, no later one, and no cleanup ---------------------- */
static int64_t started, aborts, raised;

FUNC(until_closed, { ref ch; uint32_t pad2; }) {
  ENTER(until_closed);
  CALL(1, weft_channel_next(l.ch, SLOT_INT));
  RETURN(0);
  LEAVE_LABEL
}
FUNC(aborted, { ref ch, other; int64_t turn; }) {
  ENTER(aborted);
  ADD(started, 1);
  for (;; l.turn++) { /* nothing but the end and aborts ends one of these */
    if (l.turn % 3 == 0) {
      CALL(1, weft_channel_recv(l.ch, SLOT_INT, -1));
    } else if (l.turn % 3 == 1) {
      weft_select_begin();
      weft_select_recv(l.ch);
      CALL(2, weft_select_wait(-1, 0));
    } else {
      CALL(3, weft_task_join(l.other, -1));
    }
    if (!raised_is("weft_Cancelled")) break;
    ADD(raised, 1);
    W->handling = weft_catch();
    CALL(4, weft_sleep(0.00001));
    CHECK(!RAISED);
    W->handling = 0;
  }
  CHECK(GET(finished));
  if (RAISED) weft_catch();
  RETURN(0);
  LEAVE_LABEL
}
FUNC(aborter, { ref task; uint32_t pad2; int64_t i; }) {
  ENTER(aborter);
  for (l.i = 0; l.i < N; l.i++) {
    ADD(aborts, 1);
    weft_task_abort(l.task);
    CALL(1, weft_yield());
  }
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_aborts, { ref ch, other, task, list; int64_t i; }) {
  ENTER(main_aborts);
  l.ch = NEW_CHANNEL(0, SLOT_INT);
  l.other = SPAWN(until_closed, SLOT_NONE, f->v.ch = frame.v.ch);
  l.task = SPAWN(aborted, SLOT_NONE, (f->v.ch = frame.v.ch, f->v.other = frame.v.other));
  while (!GET(started)) {
    CALL(1, weft_yield());
  }
  l.list = list_new(3);
  for (l.i = 0; l.i < 3; l.i++) AT_LIST(l.list, l.i) = SPAWN(aborter, SLOT_NONE, f->v.task = frame.v.task);
  for (l.i = 0; l.i < 3; l.i++) {
    CALL(2, weft_task_join(AT_LIST(l.list, l.i), -1));
  }
  ADD(finished, 1);
  weft_channel_close(l.ch);
  CALL(3, weft_task_outcome(l.task, -1));
  CHECK(GET(raised) <= GET(aborts));
  RETURN(0);
  LEAVE_LABEL
}

/* --- mailboxes: whoever ends a process finds its task, or that finds what was sent -------------------------------- */
FUNC(process, { ref pid; uint32_t pad2; }) {
  ENTER(process);
  weft_mailbox_adopt(l.pid);
  if (weft_channel_len(l.pid)) {
    CALL(1, weft_channel_recv(l.pid, SLOT_INT, -1));
    if (!RAISED) weft_mailbox_abort(l.pid); /* itself */
  }
  while (!RAISED) {
    CALL(2, weft_channel_recv(l.pid, SLOT_INT, -1));
  }
  CHECK(raised_is("weft_Cancelled"));
  weft_catch();
  ADD(finished, 1);
  RETURN(0);
  LEAVE_LABEL
}
FUNC(killer, { ref pid; uint32_t pad2; }) {
  ENTER(killer);
  CALL(1, weft_channel_send(l.pid, (uint64_t)-1, TAG_INT, -1));
  weft_mailbox_abort(l.pid);
  RETURN(0);
  LEAVE_LABEL
}
FUNC(main_mailboxes, { ref pid, first, second; uint32_t pad2; int64_t i; }) {
  ENTER(main_mailboxes);
  for (l.i = 0; l.i < N; l.i++) {
    l.pid = weft_mailbox_new(SLOT_INT, REF(&channel_type));
    if (l.i % 2) l.second = SPAWN(killer, SLOT_NONE, f->v.pid = frame.v.pid);
    l.first = SPAWN(process, SLOT_NONE, f->v.pid = frame.v.pid);
    if (l.i % 2 == 0) l.second = SPAWN(killer, SLOT_NONE, f->v.pid = frame.v.pid);
    CALL(1, weft_task_join(l.first, -1));
    CALL(2, weft_task_join(l.second, -1));
  }
  CHECK(GET(finished) == N);
  RETURN(0);
  LEAVE_LABEL
}

/* --- deadlock, failure -------------------------------------------------------------------------------------------- */
FUNC(waiter_of, { ref ch; uint32_t pad2; }) {
  ENTER(waiter_of);
  CALL(1, weft_channel_recv(l.ch, SLOT_INT, -1));
  RETURN(W->result);
  LEAVE_LABEL
}
FUNC(main_deadlock, { ref ch, h; int64_t i; }) {
  ENTER(main_deadlock);
  l.ch = NEW_CHANNEL(0, SLOT_INT);
  l.h = SPAWN(waiter_of, SLOT_NONE, f->v.ch = frame.v.ch);
  CALL(1, weft_task_join(l.h, -1));
  LEAVE_LABEL
}

FUNC(failing, { int64_t n; }) {
  ENTER(failing);
  weft_raise(&weft_type_ValueError, "it failed");
  LEAVE_LABEL
}
FUNC(main_failure, { ref h; uint32_t pad2; }) {
  ENTER(main_failure);
  SPAWN(failing, SLOT_NONE, (void)f); /* nobody joins it: reported, status 1 */
  l.h = SPAWN(failing, SLOT_NONE, (void)f);
  CALL(1, weft_task_join(l.h, -1));
  CHECK(raised_is("ValueError"));
  l.pad2 = weft_catch();
  CALL(2, weft_task_join(l.h, -1)); /* the same exception again */
  CHECK(RAISED && W->exc == l.pad2);
  weft_catch();
  CALL(3, weft_task_outcome(l.h, -1));
  CHECK(W->outcome == OUTCOME_ERROR && (ref)W->result == l.pad2);
  RETURN(0);
  LEAVE_LABEL
}

/* --- Ctrl-C ------------------------------------------------------------------------------------------------------- */
static void *press(void *unused) {
  (void)unused;
  os_sleep(20000000);
  weft_on_interrupt();
  return 0;
}
FUNC(main_interrupt, { ref ch; uint32_t how; int64_t n; }) {
  ENTER(main_interrupt);
  pthread_t thread;
  pthread_create(&thread, 0, press, 0);
  pthread_detach(thread);
  l.how = (uint32_t)atoi(getenv("HOW") ? getenv("HOW") : "0");
  l.ch = NEW_CHANNEL(0, SLOT_INT);
  if (l.how == 0) {
    CALL(1, weft_sleep(100));
  } else {
    for (;;) {
      l.n++;
      if (weft_status() == STATUS_RAISING) break;
      if (ATTENTION) {
        weft_set_status(STATUS_SUSPENDING);
        SAVE(2);
      }
      /* fallthrough */
    case 2:;
    }
  }
  CHECK(raised_is("KeyboardInterrupt"));
  weft_catch();
  RETURN(0);
  LEAVE_LABEL
}

MachineDesc *family_endings(const char *test) {
  DEFINE(parked_forever, 0, 1, S(parked_forever, ch));
  machine_define(spin_forever_descs, sizeof(spin_forever_frame), spin_forever, 2, 0, 0, 0, 0);
  DEFINE(main_shutdown, 0, 0, S(main_shutdown, ch));
  machine_define(make_list_descs, sizeof(make_list_frame), make_list, 0, 0, 0, 0, 0);
  DEFINE(join_one, 0, 0, S(join_one, h), S(join_one, first));
  DEFINE(main_results, 0, 1, S(main_results, h), S(main_results, list), S(main_results, first));
  DEFINE(until_closed, 0, 0, S(until_closed, ch));
  DEFINE(aborted, 0, 1, S(aborted, ch), S(aborted, other));
  DEFINE(aborter, 0, 0, S(aborter, task));
  DEFINE(main_aborts, 0, 0, S(main_aborts, ch), S(main_aborts, other), S(main_aborts, task), S(main_aborts, list));
  DEFINE(process, 0, 1, S(process, pid));
  DEFINE(killer, 0, 0, S(killer, pid));
  DEFINE(main_mailboxes, 0, 0, S(main_mailboxes, pid), S(main_mailboxes, first), S(main_mailboxes, second));
  DEFINE(waiter_of, 0, 0, S(waiter_of, ch));
  DEFINE(main_deadlock, 0, 0, S(main_deadlock, ch), S(main_deadlock, h));
  machine_define(failing_descs, sizeof(failing_frame), failing, 0, 0, 0, 0, 0);
  DEFINE(main_failure, 0, 1, S(main_failure, h), S(main_failure, pad2));
  DEFINE(main_interrupt, 4, 1, S(main_interrupt, ch));
  SCENARIO(shutdown);
  SCENARIO(results);
  SCENARIO(aborts);
  SCENARIO(mailboxes);
  SCENARIO(deadlock);
  SCENARIO(failure);
  SCENARIO(interrupt);
  return 0;
}

/* Standard output and standard error.
 *
 * Standard output has one buffer for all workers, under a lock; a print goes into it whole. It is written out when
 * full, before input, before anything goes to standard error, at the end, when its oldest byte is OLD_NS old, and at
 * once after OLD_NS of silence, so that the first line is seen when it is printed. Standard error is written at once,
 * under its own lock. So where both go to one place, what a task writes to them stands there in its order.
 * Nothing is lost in silence: an error is raised by the print that met it, or by the next one, or reported at the end.
 */
#include "io.h"
#include "arena.h"
#include "build.h"
#include "idle.h"
#include "os.h"
#include "output.h"
#include "system.h"
#include "utf8.h"

enum { ROOM = PAGE, OLD_NS = 50000000, RETRY_NS = 1000000 };

static struct {
  Lock lock;       /* guards all below */
  uint32_t data;   /* ROOM bytes from the first use on */
  uint32_t len;    /* atomic, relaxed: also read without the lock */
  int32_t error;   /* met while nobody could be told */
  int32_t failed;  /* was reported on standard error */
  uint64_t since;  /* when the first of the bytes came */
  uint64_t early;  /* from when on a print into the empty buffer is written at once */
} out;
static Lock error_lock;

int32_t output_write_all(int32_t fd, const uint8_t *data, uint32_t bytes) {
  while (bytes) {
    uint32_t written = 0;
    idle_end_alone(); /* who reads may keep us waiting, and others must be able to go on */
    int32_t error = system_write(fd, data, bytes, &written);
    if (error == SYS_AGAIN) os_sleep(RETRY_NS);
    else if (error && error != SYS_INTR) return error;
    data += written;
    bytes -= written;
  }
  return 0;
}

uint32_t output_encode(uint8_t *to, const uint8_t *data, uint32_t width, uint32_t start, uint32_t len) {
  uint8_t *first = to;
  if (width == 1) {
    const uint8_t *from = data + start, *end = from + len;
    while (from < end) {
      for (; end - from >= 8; from += 8, to += 8) {
        uint64_t part;
        memcpy(&part, from, 8);
        if (part & 0x8080808080808080u) break;
        memcpy(to, &part, 8);
      }
      for (uint32_t i = 0; i < 8 && from < end; i++) to += utf8_encode(to, *from++);
    }
  } else {
    for (uint32_t i = 0; i < len; i++) to += utf8_encode(to, str_get_at(data, width, start + i));
  }
  return (uint32_t)(to - first);
}

static int32_t drain(void) { /* under the lock */
  int32_t error = out.len ? output_write_all(1, AT(uint8_t, out.data), out.len) : 0;
  store_relaxed(&out.len, 0); /* relaxed: a reader without the lock only guesses */
  return error;
}

static COLD void drain_untold(void) { /* under the lock, for those who can't tell an error: the next print does */
  int32_t error = drain();
  if (error) out.error = error;
}

/* An error is left to whoever must write the bytes, and can tell it. */
static void write_early(void) {
  uint32_t written = 0;
  out.early = out.since + OLD_NS;
  idle_end_alone(); /* as in output_write_all */
  system_write(1, AT(uint8_t, out.data), out.len, &written);
  if (written < out.len) memmove(AT(uint8_t, out.data), AT(uint8_t, out.data) + written, out.len - written);
  store_relaxed(&out.len, out.len - written); /* relaxed: as in drain */
}

static int32_t put_locked(const uint8_t *data, uint32_t width, uint32_t len) {
  int32_t error = out.error, later;
  out.error = 0;
  if (!out.data && !(out.data = arena_pages(ROOM / PAGE, PAGE_USED))) return SYS_IO;
  uint32_t most = width == 1 ? 2 : 4; /* bytes of one character */
  uint32_t empty = !out.len;
  if (empty) out.since = system_clock(CLOCK_STEADY);
  for (uint32_t i = 0; i < len;) {
    uint32_t room = ROOM - out.len, left = len - i, part = left;
    if ((uint64_t)left * most > room) {
      if (out.len && (uint64_t)left * most <= ROOM) part = 0; /* fits when empty */
      else if ((part = room / most) > left) part = left;
    }
    if (part) {
      uint32_t bytes = output_encode(AT(uint8_t, out.data) + out.len, data, width, i, part);
      store_relaxed(&out.len, out.len + bytes);
      i += part;
    }
    if (i < len && (later = drain())) error = later;
  }
  if (empty && out.len && out.since >= out.early) write_early();
  return error;
}

static void take_output(void) {
  if (LIKELY(lock_try(&out.lock))) return;
  idle_end_alone(); /* the ticker may be writing, to who reads slowly */
  lock_take(&out.lock);
}

int32_t output_put(const uint8_t *data, uint32_t width, uint32_t len, int32_t flush) {
  take_output();
  int32_t error = put_locked(data, width, len);
  if (flush) {
    int32_t later = drain();
    if (later) error = later;
  }
  lock_drop(&out.lock);
  return error;
}

int32_t output_flush(void) { return output_put(0, 1, 0, 1); }

int32_t output_error(const uint8_t *data, uint32_t width, uint32_t len) {
  uint8_t stack[1024], *bytes = stack;
  uint64_t most = (uint64_t)len * (width == 1 ? 2 : 4);
  uint32_t pages = most > sizeof(stack) ? (uint32_t)((most + PAGE - 1) / PAGE) : 0;
  if (pages) {
    uint32_t room = arena_pages(pages, PAGE_USED);
    if (!room) return SYS_IO;
    bytes = AT(uint8_t, room);
  }
  uint32_t count = output_encode(bytes, data, width, 0, len);
  take_output();
  drain_untold();
  lock_drop(&out.lock);
  lock_take(&error_lock);
  int32_t error = output_write_all(2, bytes, count);
  lock_drop(&error_lock);
  if (pages) arena_pages_free(REF(bytes), pages);
  return error;
}

static COLD const char *error_text(int32_t error) {
  switch (error) {
    case SYS_PERM: return "Operation not permitted";
    case SYS_NOENT: return "No such file or directory";
    case SYS_BADF: return "Bad file descriptor";
    case SYS_ACCES: return "Permission denied";
    case SYS_EXIST: return "File exists";
    case SYS_NOTDIR: return "Not a directory";
    case SYS_ISDIR: return "Is a directory";
    case SYS_INVAL: return "Invalid argument";
    case SYS_NFILE: return "Too many open files in system";
    case SYS_MFILE: return "Too many open files";
    case SYS_FBIG: return "File too large";
    case SYS_NOSPC: return "No space left on device";
    case SYS_ROFS: return "Read-only file system";
    case SYS_PIPE: return "Broken pipe";
    case SYS_NAMETOOLONG: return "File name too long";
    case SYS_LOOP: return "Too many levels of symbolic links";
    case SYS_DQUOT: return "Disk quota exceeded";
    default: return "Input/output error";
  }
}

COLD uint32_t output_describe(int32_t error, char *to) {
  const char *parts[2] = {"[Errno ", error_text(error)};
  uint32_t at = 0;
  for (uint32_t i = 0; parts[0][i]; i++) to[at++] = parts[0][i];
  if (error >= 100) to[at++] = (char)('0' + error / 100);
  if (error >= 10) to[at++] = (char)('0' + error / 10 % 10);
  to[at++] = (char)('0' + error % 10);
  to[at++] = ']';
  to[at++] = ' ';
  for (uint32_t i = 0; parts[1][i]; i++) to[at++] = parts[1][i];
  return at;
}

COLD const Type *output_error_type(int32_t error) {
  switch (error) {
    case SYS_NOENT: return &weft_type_FileNotFoundError;
    case SYS_EXIST: return &weft_type_FileExistsError;
    case SYS_ISDIR: return &weft_type_IsADirectoryError;
    case SYS_NOTDIR: return &weft_type_NotADirectoryError;
    case SYS_ACCES: case SYS_PERM: return &weft_type_PermissionError;
    case SYS_PIPE: return &weft_type_BrokenPipeError;
    default: return &weft_type_OSError;
  }
}

COLD void output_raise(int32_t error) {
  char text[OUTPUT_TEXT_MAX];
  ref message = weft_text_bytes(text, output_describe(error, text));
  if (message) weft_raise_text(output_error_type(error), message);
}

void weft_build_print(int32_t fd, int32_t flush) {
  Build *b = build_now();
  const uint8_t *data = AT(uint8_t, b->data);
  if (UNLIKELY(b->width != 1 && utf8_has_surrogate(data, b->width, b->len))) {
    uint32_t len = b->len;
    utf8_raise_encode(data, b->width, len);
    return;
  }
  int32_t error = fd == 2 ? output_error(data, b->width, b->len) : output_put(data, b->width, b->len, flush);
  b->len = 0;
  if (UNLIKELY(error)) output_raise(error);
}

static COLD void report(int32_t error) {
  static const char start[] = "Exception ignored in: <_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>\n";
  char text[sizeof(start) + 120];
  uint32_t at = sizeof(start) - 1;
  memcpy(text, start, at);
  const char *name = error == SYS_PIPE ? "BrokenPipeError: " : "OSError: ";
  for (uint32_t i = 0; name[i]; i++) text[at++] = name[i];
  at += output_describe(error, text + at);
  text[at++] = '\n';
  out.failed = 1;
  output_write_all(2, (const uint8_t *)text, at);
}

void weft_io_flush(void) {
  int32_t error = output_flush();
  if (UNLIKELY(error)) report(error);
}

void weft_io_flush_if_old(void) {
  if (!load_relaxed(&out.len) || !lock_try(&out.lock)) return; /* relaxed: a guess, looked at again under the lock */
  if (out.len && system_clock(CLOCK_STEADY) - out.since >= OLD_NS) drain_untold();
  lock_drop(&out.lock);
}

int32_t weft_io_failed(void) { return out.failed; }

void weft_io_stderr(const char *text, uint32_t bytes) {
  weft_io_flush();
  lock_take(&error_lock);
  output_write_all(2, (const uint8_t *)text, bytes);
  lock_drop(&error_lock);
}

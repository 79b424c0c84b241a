/* Text files, standard input, and the three standard files as file objects.
 *
 * Invariants
 * - A File is shared: its fields are guarded by its lock, held while the system reads or writes.
 * - Bytes [read_at, read_end) of `input` have been read and not yet given out; bytes of `output` wait to be written.
 *   Never both: a read writes out first, a write forgets what was read ahead (as CPython's text layer does).
 * - Encodings other than UTF-8 have a byte for each character.
 * - `unwritten` counts the files that have text in `output`: one of them may be dead and not yet collected.
 * - The standard files are static and never die. Writing to standard output goes to output.c's buffer.
 */
#include "arena.h"
#include "build.h"
#include "core.h"
#include "idle.h"
#include "io.h"
#include "object.h"
#include "os.h"
#include "output.h"
#include "str.h"
#include "system.h"
#include "text.h"
#include "utf8.h"

enum { FILE_READS = 1, FILE_WRITES = 2, FILE_CLOSED = 4, FILE_ENDED = 8 };
enum { ENCODE_STEP = 4096 };
/* bits of what the program opens a file with: enums Encoding and Newline of builtins/streams.py */

typedef struct File {
  Object object;
  Lock lock;
  int32_t fd;
  uint32_t flags;
  uint32_t input, input_room, read_at, read_end;
  uint32_t position; /* of the first byte in `input`, modulo 2^32: for decoding errors */
  uint32_t output, output_len;
  uint32_t encoding, newline;
  uint32_t about, about_width, about_len; /* text that nothing changes; 0: of a standard file */
} File;
static uint32_t unwritten;

#define STANDARD(number, how) \
  {.object = {.life = 1u << 30, .shared = 1, .kind = OBJECT_FILE}, .fd = number, .flags = how}
static File standard[3] = {STANDARD(0, FILE_READS), STANDARD(1, FILE_WRITES), STANDARD(2, FILE_WRITES)};

static int32_t is_standard(const File *f) { return f >= standard && f < standard + 3; }
static File *file_of(ref handle) { return AT(File, AT(Handle, handle)->object); }

static int32_t write_out(File *f) {
  uint32_t len = f->output_len;
  f->output_len = 0;
  if (len) add_relaxed(&unwritten, (uint32_t)-1); /* relaxed: a hint */
  return len ? output_write_all(f->fd, AT(uint8_t, f->output), len) : 0;
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

static int32_t invalid_mode(ref mode) {
  weft_build_begin();
  Build *b = build_now();
  build_text(b, "invalid mode: ");
  build_repr(b, AT(Str, mode), UINT32_MAX);
  build_raise(b, &weft_type_ValueError);
  return -1;
}

/* enum SystemOpen's bits, or -1 after an error was raised */
static int32_t parse_mode(ref mode) {
  const Str *s = AT(Str, mode);
  uint32_t seen = 0, kinds = 0;
  static const char letters[] = "rwax+t";
  for (uint32_t i = 0; i < s->len; i++) {
    uint32_t c = str_get(s, i), at = 0;
    while (letters[at] && (uint8_t)letters[at] != c) at++;
    if (!letters[at] || (seen >> at & 1)) return invalid_mode(mode);
    seen |= 1u << at;
    kinds += at < 4;
  }
  if (kinds != 1) {
    weft_raise(&weft_type_ValueError,
               kinds ? "must have exactly one of create/read/write/append mode"
                     : "Must have exactly one of create/read/write/append mode and at most one plus");
    return -1;
  }
  int32_t how = seen & 1 ? OPEN_READ : OPEN_WRITE | OPEN_CREATE;
  if (seen & 2) how |= OPEN_TRUNCATE;
  if (seen & 4) how |= OPEN_APPEND;
  if (seen & 8) how |= OPEN_EXCLUSIVE;
  if (seen & 16) how |= OPEN_READ | OPEN_WRITE;
  return how;
}

/* Not in output.c: repr needs the tables of Unicode, which a program that only prints has no use for. */
static COLD void raise_with_path(int32_t error, ref path) {
  char text[OUTPUT_TEXT_MAX];
  uint32_t bytes = output_describe(error, text);
  weft_build_begin();
  Build *b = build_now();
  build_ascii(b, text, bytes);
  build_text(b, ": ");
  build_repr(b, AT(Str, path), UINT32_MAX);
  build_raise(b, output_error_type(error));
}

int32_t weft_file_unsettled(void) {
  Core *core = core_current();
  Task *task = core->task;
  if (!load_relaxed(&unwritten) || task->flags & TASK_SETTLED) { /* relaxed: our own files are counted */
    task->flags &= ~(uint32_t)TASK_SETTLED;
    return 0;
  }
  task->flags |= TASK_SETTLED;
  core_request(core, REQ_COLLECT);
  return 1;
}

ref weft_file_open(ref path, ref mode, ref about, int32_t reading, uint32_t type) {
  enum { PATH_BYTES_MAX = 4096 };
  int32_t how = parse_mode(mode), fd, error;
  if (how < 0) return 0;
  const Str *s = AT(Str, path);
  uint8_t bytes[PATH_BYTES_MAX];
  uint32_t count = 0;
  if (utf8_has_surrogate(s->data, s->width, s->len)) {
    utf8_raise_encode(s->data, s->width, s->len);
    return 0;
  }
  for (uint32_t i = 0; i < s->len; i++) {
    if (!str_get(s, i)) {
      weft_raise(&weft_type_ValueError, "embedded null byte");
      return 0;
    }
    if (count + 4 <= PATH_BYTES_MAX) count += utf8_encode(bytes + count, str_get(s, i));
    else {
      raise_with_path(SYS_NAMETOOLONG, path);
      return 0;
    }
  }
  if ((error = system_open((const char *)bytes, count, (uint32_t)how, &fd))) {
    raise_with_path(error, path);
    return 0;
  }
  Core *core = core_current();
  const Str *told = AT(Str, about);
  uint32_t address = memory_alloc(&core->pool, sizeof(File)), text = 0;
  if (address && !(text = memory_alloc(&core->pool, told->len * told->width))) {
    memory_free(&core->pool, address, sizeof(File));
    address = 0;
  }
  if (!address) {
    system_close(fd);
    weft_raise_memory();
    return 0;
  }
  *AT(File, address) = (File){.object = {.life = 1, .kind = OBJECT_FILE}, .fd = fd,
                              .flags = (how & OPEN_READ ? FILE_READS : 0) | (how & OPEN_WRITE ? FILE_WRITES : 0),
                              .encoding = (uint32_t)reading & ENCODING_BITS,
                              .newline = (uint32_t)reading >> NEWLINE_SHIFT,
                              .about = text, .about_width = told->width, .about_len = told->len};
  memcpy(PTR(text), told->data, told->len * told->width);
  return object_handle(core, address, type);
}

ref weft_file_std(int32_t fd, uint32_t type) {
  object_retain(REF(&standard[fd]));
  return object_handle(core_current(), REF(&standard[fd]), type);
}

ref weft_file_about(ref handle) {
  const File *f = file_of(handle);
  const char *text = f == &standard[0] ? "<stdin>\0r\0utf-8" : f->fd == 1 ? "<stdout>\0w\0utf-8" : "<stderr>\0w\0utf-8";
  if (!is_standard(f)) return str_from(AT(uint8_t, f->about), f->about_width, f->about_len);
  return str_from((const uint8_t *)text, 1, sizeof "<stdout>\0w\0utf-8" - 1 - (f == &standard[0]));
}

static int32_t close_file(File *f) { /* under the lock, or the last to hold it */
  if (f->flags & FILE_CLOSED) return 0;
  f->flags |= FILE_CLOSED;
  int32_t error = f->fd == 1 ? output_flush() : write_out(f);
  if (!is_standard(f)) {
    int32_t later = system_close(f->fd);
    if (!error) error = later;
  }
  if (f->input) arena_pages_free(f->input, f->input_room / PAGE);
  if (f->output) arena_pages_free(f->output, 1);
  f->input = f->output = f->read_at = f->read_end = 0;
  return error;
}

void weft_file_close(ref handle) {
  File *f = file_of(handle);
  lock_take(&f->lock);
  int32_t error = close_file(f);
  lock_drop(&f->lock);
  if (error) output_raise(error);
}

void file_drop(Core *core, uint32_t address) {
  File *f = AT(File, address);
  if (is_standard(f)) return;
  if (close_file(f)) {
    static const char text[] = "OSError: what was written to a file could not be stored when it was closed\n";
    weft_io_stderr(text, sizeof(text) - 1);
  }
  memory_free(&core->pool, f->about, f->about_len * f->about_width);
  memory_free(&core->pool, address, sizeof(File));
}

int32_t weft_file_closed(ref handle) { return (file_of(handle)->flags & FILE_CLOSED) != 0; }

/* Under the lock: is it open for that? Else raises. */
static int32_t usable(const File *f, uint32_t wanted) {
  if (f->flags & FILE_CLOSED) weft_raise(&weft_type_ValueError, "I/O operation on closed file.");
  else if (!(f->flags & wanted))
    weft_raise(&weft_type_io_UnsupportedOperation, wanted == FILE_READS ? "not readable" : "not writable");
  else return 1;
  return 0;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* Of a character in a file whose encoding has a byte for each: the first that has none. */
static uint32_t first_beyond(const File *f, const Str *s) {
  uint32_t i = 0, most = f->encoding == ENCODING_ASCII ? 0x7f : 0xff;
  while (i < s->len && str_get(s, i) <= most) i++;
  return i;
}

static COLD void raise_beyond(const File *f, const Str *s, uint32_t at) {
  int32_t ascii = f->encoding == ENCODING_ASCII;
  uint32_t end = at + 1, most = ascii ? 0x7f : 0xff;
  while (end < s->len && str_get(s, end) > most) end++;
  Text text = {.used = 0};
  text_put(&text, ascii ? "'ascii'" : "'latin-1'");
  text_put(&text, end == at + 1 ? " codec can't encode character '\\" : " codec can't encode characters");
  if (end == at + 1) {
    uint32_t c = str_get(s, at), digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    text_put(&text, digits == 2 ? "x" : digits == 4 ? "u" : "U");
    text_hex(&text, c, digits);
    text_put(&text, "'");
  }
  text_put(&text, " in position ");
  text_number(&text, at);
  if (end > at + 1) {
    text_put(&text, "-");
    text_number(&text, (word)end - 1);
  }
  text_put(&text, ascii ? ": ordinal not in range(128)" : ": ordinal not in range(256)");
  text_raise(&weft_type_UnicodeEncodeError, &text);
}

/* Makes room in `output` for so many bytes; an error of the system, or 0. */
static int32_t reserve(File *f, uint32_t bytes) { return f->output_len + bytes > PAGE ? write_out(f) : 0; }

/* Part of a text, without newlines that become other bytes. */
static int32_t put_part(File *f, const Str *s, uint32_t i, uint32_t end) {
  while (i < end) {
    uint32_t part = end - i < ENCODE_STEP ? end - i : ENCODE_STEP;
    int32_t error = reserve(f, part * 4);
    if (error) return error;
    uint8_t *to = AT(uint8_t, f->output) + f->output_len;
    if (!f->output_len && part) add_relaxed(&unwritten, 1); /* relaxed: a hint */
    if (f->encoding == ENCODING_UTF8) {
      f->output_len += output_encode(to, s->data, s->width, i, part);
    } else {
      for (uint32_t k = 0; k < part; k++) to[k] = (uint8_t)str_get(s, i + k);
      f->output_len += part;
    }
    i += part;
  }
  return 0;
}

static int32_t put(File *f, const Str *s) {
  if (f->fd == 1 && is_standard(f)) return output_put(s->data, s->width, s->len, 0);
  if (f->fd == 2 && is_standard(f)) return output_error(s->data, s->width, s->len);
  if (!f->output && !(f->output = arena_pages(1, PAGE_USED))) return SYS_IO;
  f->read_at = f->read_end = 0;
  if (f->newline < NEWLINE_CR) return put_part(f, s, 0, s->len);
  for (uint32_t i = 0, end; i < s->len; i = end + 1) {
    for (end = i; end < s->len && str_get(s, end) != '\n';) end++;
    int32_t error = put_part(f, s, i, end);
    if (error || end == s->len) return error;
    if ((error = reserve(f, 2))) return error;
    if (!f->output_len) add_relaxed(&unwritten, 1); /* relaxed: a hint */
    uint8_t *to = AT(uint8_t, f->output);
    to[f->output_len++] = '\r';
    if (f->newline == NEWLINE_CRLF) to[f->output_len++] = '\n';
  }
  return 0;
}

int64_t weft_file_write(ref handle, ref text) {
  File *f = file_of(handle);
  const Str *s = AT(Str, text);
  uint32_t beyond = s->len;
  if (f->encoding != ENCODING_UTF8) {
    if ((beyond = first_beyond(f, s)) < s->len) raise_beyond(f, s, beyond);
  } else if (utf8_has_surrogate(s->data, s->width, s->len)) {
    utf8_raise_encode(s->data, s->width, s->len);
    beyond = 0;
  }
  if (beyond < s->len) return 0;
  int32_t error = 0;
  lock_take(&f->lock);
  if (usable(f, FILE_WRITES)) error = put(f, s);
  lock_drop(&f->lock);
  if (error) output_raise(error);
  return s->len;
}

void weft_file_flush(ref handle) {
  File *f = file_of(handle);
  int32_t error = 0;
  lock_take(&f->lock);
  if (usable(f, FILE_READS | FILE_WRITES)) error = f->fd == 1 && is_standard(f) ? output_flush() : write_out(f);
  lock_drop(&f->lock);
  if (error) output_raise(error);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* Reads more into `input`, as much again as waits there; sets FILE_ENDED at the end. */
static int32_t read_more(File *f) {
  uint32_t waiting = f->read_end - f->read_at;
  if (waiting == f->input_room) {
    uint32_t room = f->input_room ? f->input_room * 2 : PAGE, data = arena_pages(room / PAGE, PAGE_USED);
    if (!data) return SYS_IO;
    if (f->input) {
      memcpy(PTR(data), AT(uint8_t, f->input) + f->read_at, waiting);
      arena_pages_free(f->input, f->input_room / PAGE);
    }
    f->input = data;
    f->input_room = room;
  } else if (f->read_at) {
    memmove(PTR(f->input), AT(uint8_t, f->input) + f->read_at, waiting);
  }
  f->position += f->read_at;
  f->read_at = 0;
  f->read_end = waiting;
  for (;;) {
    uint32_t got = 0;
    /* it may take for ever, and others must be able to go on */
    if (!ONE_WORKER && f->fd == 0) idle_step_aside();
    else idle_end_alone();
    int32_t error = system_read(f->fd, AT(uint8_t, f->input) + waiting, f->input_room - waiting, &got);
    if (error == SYS_INTR) continue;
    if (error == SYS_AGAIN) {
      os_sleep(1000000);
      continue;
    }
    if (error) return error;
    f->read_end += got;
    if (!got) f->flags |= FILE_ENDED;
    return 0;
  }
}

typedef struct Extent { uint32_t bytes; int32_t plain; } Extent; /* plain: its bytes are its characters, in Latin 1 */

/* Does the byte end a line, after those before it? What it needs to know of the byte behind it the caller sees to. */
static int32_t ends_line(const File *f, uint32_t c, uint32_t before) {
  switch (f->newline) {
    case NEWLINE_LF: return c == '\n';
    case NEWLINE_CR: return c == '\r';
    case NEWLINE_CRLF: return c == '\n' && before == '\r';
    default: return c == '\n' || c == '\r';
  }
}

/* The bytes of the next `limit` characters (all: UINT64_MAX) or of the next line. */
static int32_t measure(File *f, uint64_t limit, int32_t line, Extent *extent) {
  uint32_t done = 0, before = 0; /* bytes from read_at; the byte before */
  uint64_t characters = 0;
  /* is \r\n one end of line? */
  const uint32_t pairs = f->newline == NEWLINE_ANY || (f->newline == NEWLINE_KEPT && line);
  extent->plain = f->encoding != ENCODING_ASCII;
  while (characters < limit) {
    const uint8_t *p = AT(uint8_t, f->input) + f->read_at + done;
    uint32_t left = f->read_end - f->read_at - done, ended = f->flags & FILE_ENDED, step = 1, code;
    if (left && (*p < 0x80 || f->encoding == ENCODING_LATIN1) && !(*p == '\r' && pairs)) {
      characters++;
      done++;
      if (line && ends_line(f, *p, before)) break;
      before = *p;
      continue;
    }
    if (left) extent->plain &= *p == '\r' && f->newline != NEWLINE_ANY;
    int32_t more = !left;
    if (left && *p == '\r') {
      if (left == 1 && !ended) more = 1;
      else if (left > 1 && p[1] == '\n') step = 2;
    } else if (left && f->encoding == ENCODING_UTF8) {
      int32_t length = utf8_decode(p, left, &code);
      if (length == 0 && !ended) more = 1;
      /* a wrong byte counts for itself and is reported when it is decoded */
      else if (length > 0) step = (uint32_t)length;
    }
    if (more) {
      if (ended) break;
      int32_t error = read_more(f);
      if (error) return error;
      continue;
    }
    characters++;
    done += step;
    before = 0;
    if (line && *p == '\r') break;
  }
  extent->bytes = done;
  return 0;
}

/* Bytes that are ASCII; 0 after UnicodeDecodeError was raised. */
static int32_t build_bytes(Build *b, const uint8_t *bytes, uint32_t count, uint32_t position) {
  for (uint32_t i = 0; i < count; i++) {
    if (bytes[i] >= 0x80) {
      Text text = {.used = 0};
      text_put(&text, "'ascii' codec can't decode byte 0x");
      text_hex(&text, bytes[i], 2);
      text_put(&text, " in position ");
      text_number(&text, (word)position + i);
      text_put(&text, ": ordinal not in range(128)");
      text_raise(&weft_type_UnicodeDecodeError, &text);
      return 0;
    }
  }
  build_ascii(b, (const char *)bytes, count);
  return 1;
}

static int32_t build_run(const File *f, Build *b, const uint8_t *bytes, uint32_t count, uint32_t position) {
  if (f->encoding == ENCODING_UTF8) return utf8_build(b, bytes, count, position);
  if (f->encoding == ENCODING_ASCII) return build_bytes(b, bytes, count, position);
  for (uint32_t i = 0; i < count; i++) build_char(b, bytes[i]);
  return 1;
}

static ref take(File *f, Extent extent) {
  const uint8_t *p = AT(uint8_t, f->input) + f->read_at;
  uint32_t bytes = extent.bytes, position = f->position + f->read_at;
  f->read_at += bytes;
  if (extent.plain) {
    ref s = str_new(bytes, 1);
    if (s && bytes) memcpy(AT(Str, s)->data, p, bytes);
    return s;
  }
  weft_build_begin();
  Build *b = build_now();
  for (uint32_t i = 0; i < bytes;) {
    uint32_t run = i;
    while (run < bytes && (p[run] != '\r' || f->newline != NEWLINE_ANY)) run++;
    if (!build_run(f, b, p + i, run - i, position + i)) return 0;
    if (run < bytes) {
      build_char(b, '\n');
      run += run + 1 < bytes && p[run + 1] == '\n' ? 2 : 1;
    }
    i = run;
  }
  return build_take(b);
}

static ref read_text(File *f, uint64_t limit, int32_t line) {
  ref s = 0;
  int32_t error = 0;
  Extent extent = {0, 1};
  lock_take(&f->lock);
  if (usable(f, FILE_READS)) {
    f->flags &= ~(uint32_t)FILE_ENDED; /* a file may have grown, a terminal goes on */
    if (f->output_len) error = write_out(f);
    if (!error) error = measure(f, limit, line, &extent);
    if (!error) s = take(f, extent);
  }
  lock_drop(&f->lock);
  if (error) output_raise(error);
  return s;
}

ref weft_file_read(ref handle, int64_t limit) {
  return read_text(file_of(handle), limit < 0 ? UINT64_MAX : (uint64_t)limit, 0);
}
ref weft_file_readline(ref handle, int64_t limit) {
  return read_text(file_of(handle), limit < 0 ? UINT64_MAX : (uint64_t)limit, 1);
}

ref weft_input(ref prompt) {
  int32_t error;
  if (prompt) {
    const Str *s = AT(Str, prompt);
    if (utf8_has_surrogate(s->data, s->width, s->len)) {
      utf8_raise_encode(s->data, s->width, s->len);
      return 0;
    }
    error = output_put(s->data, s->width, s->len, 1);
  } else {
    error = output_flush();
  }
  if (error) {
    output_raise(error);
    return 0;
  }
  ref line = read_text(&standard[0], UINT64_MAX, 1);
  if (!line) return 0;
  const Str *s = AT(Str, line);
  if (!s->len) {
    weft_raise(&weft_type_EOFError, "EOF when reading a line");
    return 0;
  }
  return str_get(s, s->len - 1) == '\n' ? str_sub(line, 0, s->len - 1) : line;
}

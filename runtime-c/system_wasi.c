/* WASI preview 1. Paths are resolved against the directories that the host has opened for us. */
#ifdef __wasm__
#include "system.h"
#include "base.h"

#define WASI(name) __attribute__((import_module("wasi_snapshot_preview1"), import_name(#name)))
typedef struct { const void *data; uint32_t bytes; } Piece;
typedef struct { uint8_t kind; uint32_t name_bytes; } Prestat;
typedef struct { uint8_t type; uint16_t flags; uint64_t base, inheriting; } Fdstat;
WASI(fd_write) int32_t wasi_fd_write(int32_t fd, const Piece *pieces, uint32_t count, uint32_t *written);
WASI(fd_read) int32_t wasi_fd_read(int32_t fd, const Piece *pieces, uint32_t count, uint32_t *got);
WASI(fd_close) int32_t wasi_fd_close(int32_t fd);
WASI(fd_fdstat_get) int32_t wasi_fd_fdstat_get(int32_t fd, Fdstat *stat);
WASI(fd_prestat_get) int32_t wasi_fd_prestat_get(int32_t fd, Prestat *prestat);
WASI(fd_prestat_dir_name) int32_t wasi_fd_prestat_dir_name(int32_t fd, char *name, uint32_t bytes);
WASI(path_open) int32_t wasi_path_open(int32_t dir, uint32_t lookup, const char *path, uint32_t bytes, uint32_t oflags,
                                       uint64_t rights, uint64_t inheriting, uint32_t flags, int32_t *fd);
WASI(args_sizes_get) int32_t wasi_args_sizes_get(uint32_t *count, uint32_t *bytes);
WASI(args_get) int32_t wasi_args_get(uint32_t *starts, uint8_t *bytes);
WASI(clock_time_get) int32_t wasi_clock_time_get(int32_t clock, uint64_t precision, uint64_t *time);

/* WASI's numbers that differ, in pairs with Linux's; what isn't here is an input/output error. */
static int32_t translate(int32_t error) {
  static const uint8_t pairs[][2] = {{2, SYS_ACCES},  {6, SYS_AGAIN},  {8, SYS_BADF},   {19, SYS_DQUOT},
                                     {20, SYS_EXIST}, {22, SYS_FBIG},  {27, SYS_INTR},  {28, SYS_INVAL},
                                     {31, SYS_ISDIR}, {32, SYS_LOOP},  {33, SYS_MFILE}, {37, SYS_NAMETOOLONG},
                                     {41, SYS_NFILE}, {44, SYS_NOENT}, {51, SYS_NOSPC}, {54, SYS_NOTDIR},
                                     {63, SYS_PERM},  {64, SYS_PIPE},  {69, SYS_ROFS},  {76, SYS_PERM}};
  if (!error) return 0;
  for (uint32_t i = 0; i < COUNT(pairs); i++)
    if (pairs[i][0] == error) return pairs[i][1];
  return SYS_IO;
}

int32_t system_write(int32_t fd, const void *data, uint32_t bytes, uint32_t *written) {
  Piece piece = {data, bytes};
  return translate(wasi_fd_write(fd, &piece, 1, written));
}

int32_t system_read(int32_t fd, void *data, uint32_t bytes, uint32_t *got) {
  Piece piece = {data, bytes};
  return translate(wasi_fd_read(fd, &piece, 1, got));
}

int32_t system_close(int32_t fd) { return translate(wasi_fd_close(fd)); }

/* How many bytes of the path the opened directory's name covers, its slash included; -1: it isn't below it. */
static int32_t covered(const char *name, uint32_t name_bytes, const char *path, uint32_t bytes) {
  while (name_bytes && name[name_bytes - 1] == '/') name_bytes--;
  int32_t absolute = bytes && path[0] == '/';
  if (name_bytes == 1 && name[0] == '.') return absolute ? -1 : 0;
  if (name_bytes == 0) return absolute ? 1 : -1; /* "/" */
  if (name_bytes > bytes || memcmp(name, path, name_bytes)) return -1;
  if (name_bytes == bytes) return (int32_t)bytes;
  return path[name_bytes] == '/' ? (int32_t)name_bytes + 1 : -1;
}

int32_t system_open(const char *path, uint32_t bytes, uint32_t how, int32_t *fd) {
  enum { NAME_MAX_BYTES = 512, FIRST_OPENED = 3, DIRECTORY = 3 };
  char name[NAME_MAX_BYTES];
  int32_t dir = -1, best = -1;
  while (bytes > 2 && path[0] == '.' && path[1] == '/') path += 2, bytes -= 2;
  if (!bytes) return SYS_NOENT;
  for (int32_t i = FIRST_OPENED;; i++) {
    Prestat prestat;
    if (wasi_fd_prestat_get(i, &prestat)) break;
    if (prestat.kind != 0 || prestat.name_bytes > NAME_MAX_BYTES) continue;
    if (wasi_fd_prestat_dir_name(i, name, prestat.name_bytes)) continue;
    uint32_t name_bytes = prestat.name_bytes;
    while (name_bytes && !name[name_bytes - 1]) name_bytes--;
    int32_t part = covered(name, name_bytes, path, bytes);
    if (part > best) best = part, dir = i;
  }
  if (dir < 0) return SYS_NOENT;
  path += best;
  bytes -= (uint32_t)best;
  while (bytes && *path == '/') path++, bytes--;
  if (!bytes) path = ".", bytes = 1;
  const uint64_t read = 1 << 1 | 1 << 14 | 1 << 21, write = 1 << 6 | 1 << 0 | 1 << 4 | 1 << 22, seek = 1 << 2 | 1 << 5;
  uint64_t rights = seek | 1 << 3 | (how & OPEN_READ ? read : 1 << 21) | (how & OPEN_WRITE ? write : 0);
  uint32_t oflags = (how & OPEN_CREATE ? 1 : 0) | (how & OPEN_EXCLUSIVE ? 4 : 0) | (how & OPEN_TRUNCATE ? 8 : 0);
  int32_t error = translate(wasi_path_open(dir, 1, path, bytes, oflags, rights, 0, how & OPEN_APPEND ? 1 : 0, fd));
  if (error) return error;
  Fdstat stat;
  if (!wasi_fd_fdstat_get(*fd, &stat) && stat.type == DIRECTORY) {
    wasi_fd_close(*fd);
    return SYS_ISDIR;
  }
  return 0;
}

uint64_t system_clock(int32_t clock) {
  uint64_t time = 0;
  if (wasi_clock_time_get(clock, 1, &time) && clock == CLOCK_OF_PROCESS) wasi_clock_time_get(CLOCK_STEADY, 1, &time);
  return time;
}

int32_t system_arguments_size(uint32_t *count, uint32_t *bytes) { return translate(wasi_args_sizes_get(count, bytes)); }

int32_t system_arguments(uint32_t count, uint32_t *starts, uint8_t *bytes) {
  int32_t error = translate(wasi_args_get(starts, bytes));
  for (uint32_t i = 0; !error && i < count; i++) starts[i] -= (uint32_t)(uintptr_t)bytes;
  return error;
}
#endif

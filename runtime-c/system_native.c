/* POSIX, for the native tests. */
#ifndef __wasm__
#define _GNU_SOURCE
#include "system.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* set by the test program's main; none: no arguments */
int system_native_argc;
char **system_native_argv;

int32_t system_write(int32_t fd, const void *data, uint32_t bytes, uint32_t *written) {
  ssize_t n = write(fd, data, bytes);
  *written = n < 0 ? 0 : (uint32_t)n;
  return n < 0 ? errno : 0;
}

int32_t system_read(int32_t fd, void *data, uint32_t bytes, uint32_t *got) {
  ssize_t n = read(fd, data, bytes);
  *got = n < 0 ? 0 : (uint32_t)n;
  return n < 0 ? errno : 0;
}

int32_t system_close(int32_t fd) { return close(fd) ? errno : 0; }

int32_t system_open(const char *path, uint32_t bytes, uint32_t how, int32_t *fd) {
  char name[4096];
  if (bytes >= sizeof(name)) return SYS_NAMETOOLONG;
  memcpy(name, path, bytes);
  name[bytes] = 0;
  int flags = how & OPEN_WRITE ? how & OPEN_READ ? O_RDWR : O_WRONLY : O_RDONLY;
  if (how & OPEN_CREATE) flags |= O_CREAT;
  if (how & OPEN_TRUNCATE) flags |= O_TRUNC;
  if (how & OPEN_EXCLUSIVE) flags |= O_EXCL;
  if (how & OPEN_APPEND) flags |= O_APPEND;
  *fd = open(name, flags | O_CLOEXEC, 0666);
  if (*fd < 0) return errno;
  struct stat s;
  if (!fstat(*fd, &s) && S_ISDIR(s.st_mode)) {
    close(*fd);
    return SYS_ISDIR;
  }
  return 0;
}

uint64_t system_clock(int32_t clock) {
  static const clockid_t ids[] = {CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID};
  struct timespec t;
  clock_gettime(ids[clock], &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

int32_t system_arguments_size(uint32_t *count, uint32_t *bytes) {
  *count = (uint32_t)system_native_argc;
  *bytes = 0;
  for (int i = 0; i < system_native_argc; i++) *bytes += (uint32_t)strlen(system_native_argv[i]) + 1;
  return 0;
}

int32_t system_arguments(uint32_t count, uint32_t *starts, uint8_t *bytes) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t n = (uint32_t)strlen(system_native_argv[i]) + 1;
    starts[i] = at;
    memcpy(bytes + at, system_native_argv[i], n);
    at += n;
  }
  return 0;
}
#endif

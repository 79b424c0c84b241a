/* Files, descriptors and clocks: WASI preview 1 in wasm (system_wasi.c), POSIX in the tests (system_native.c).
 *
 * Calls return 0 or an error of enum SystemError, which are Linux's numbers: the texts that programs print name them.
 */
#ifndef WEFT_SYSTEM_H
#define WEFT_SYSTEM_H
#include <stdint.h>

enum SystemError {
  SYS_PERM = 1, SYS_NOENT = 2, SYS_INTR = 4, SYS_IO = 5, SYS_BADF = 9, SYS_AGAIN = 11, SYS_ACCES = 13, SYS_EXIST = 17,
  SYS_NOTDIR = 20, SYS_ISDIR = 21, SYS_INVAL = 22, SYS_NFILE = 23, SYS_MFILE = 24, SYS_FBIG = 27, SYS_NOSPC = 28,
  SYS_ROFS = 30, SYS_PIPE = 32, SYS_NAMETOOLONG = 36, SYS_LOOP = 40, SYS_DQUOT = 122,
};
enum SystemOpen {
  OPEN_READ = 1,
  OPEN_WRITE = 2,
  OPEN_CREATE = 4,
  OPEN_TRUNCATE = 8,
  OPEN_EXCLUSIVE = 16,
  OPEN_APPEND = 32
};
enum SystemClock { CLOCK_OF_DAY = 0, CLOCK_STEADY = 1, CLOCK_OF_PROCESS = 2 };

int32_t system_write(int32_t fd, const void *data, uint32_t bytes, uint32_t *written);
int32_t system_read(int32_t fd, void *data, uint32_t bytes, uint32_t *got);  /* 0 got: the end */
int32_t system_open(const char *path, uint32_t bytes, uint32_t how, int32_t *fd);
int32_t system_close(int32_t fd);
uint64_t system_clock(int32_t clock);                                      /* nanoseconds */
/* The program's arguments: how many, and the bytes of all with their NULs; then the bytes themselves. */
int32_t system_arguments_size(uint32_t *count, uint32_t *bytes);
/* starts: count words, overwritten with offsets */
int32_t system_arguments(uint32_t count, uint32_t *starts, uint8_t *bytes);
#endif

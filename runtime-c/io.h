/* Output below the language: what the scheduler and the reports need of output.c. */
#ifndef WEFT_IO_H
#define WEFT_IO_H
#include <stdint.h>
/* writes out what standard output has buffered; safe at any time, from any worker */
void weft_io_flush(void);
/* the same if the oldest of it is 50 ms old; skips when another is at it */
void weft_io_flush_if_old(void);
/* output was lost, and reported: the exit status is 120, as CPython's */
int32_t weft_io_failed(void);
/* writes to standard error at once, whole, after flushing standard output */
void weft_io_stderr(const char *text, uint32_t bytes);
#endif

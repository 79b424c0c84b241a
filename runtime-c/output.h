/* What output.c and file.c share. */
#ifndef WEFT_OUTPUT_H
#define WEFT_OUTPUT_H
#include "base.h"

int32_t output_write_all(int32_t fd, const uint8_t *data, uint32_t bytes); /* every byte, or an error of system.h */
/* UTF-8 of code points without surrogates; room: len bytes if width is 1 and all is ASCII, else 2 or 4 times as
 * many. */
uint32_t output_encode(uint8_t *to, const uint8_t *data, uint32_t width, uint32_t start, uint32_t len);
int32_t output_put(const uint8_t *data, uint32_t width, uint32_t len, int32_t flush); /* to standard output, whole */
int32_t output_error(const uint8_t *data, uint32_t width, uint32_t len);             /* to standard error, whole */
int32_t output_flush(void);
void output_raise(int32_t error);                    /* OSError and its kinds with CPython's text */
const Type *output_error_type(int32_t error);
enum { OUTPUT_TEXT_MAX = 80 };
uint32_t output_describe(int32_t error, char *to);   /* "[Errno 28] No space left on device", without NUL; its length */
#endif

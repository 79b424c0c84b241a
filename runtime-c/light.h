/* Light objects: handles, and small objects whose references are handles, as a lock's, or none. They are copied without
 * a traversal. A handle that two of them share becomes two: nobody can tell. */
#ifndef WEFT_LIGHT_H
#define WEFT_LIGHT_H
#include "object.h"

uint32_t light_size(ref r); /* bytes of its copy; 0: it is not light, or is static */
/* At *hp, which moves on; its handles go to the head of the list. sharing: it may leave this worker. */
ref light_copy(uint32_t *handles, uint32_t *hp, ref r, int sharing);
#endif

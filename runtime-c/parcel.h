/* A parcel is what left a heap: blocks, handles and large objects that refer to nothing outside but to static objects
 * and frozen ones (freeze.h), which stay where they are.
 */
#ifndef WEFT_PARCEL_H
#define WEFT_PARCEL_H
#include "core.h"

void parcel_free(Core *core, uint32_t blocks, uint32_t handles, uint32_t large);  /* handles are released */
/* the running task's heap takes it over */
void parcel_adopt(Core *core, uint32_t blocks, uint32_t handles, uint32_t large);
#endif

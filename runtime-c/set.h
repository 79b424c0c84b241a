/* Sets: set.c. What others need of them. */
#ifndef WEFT_SET_H
#define WEFT_SET_H
#include "base.h"

struct Copier;
void set_scan(struct Copier *copier, const Type *type, uint32_t set); /* for type_rows */
int64_t set_hash(ref set);                                /* as a frozenset */
int32_t set_equal(ref a, ref b, int32_t depth);           /* the same items; both nested so deep */
PART(set_scan, "weft_set_new");
PART(set_hash, "weft_set_new");
PART(set_equal, "weft_set_new");
#endif

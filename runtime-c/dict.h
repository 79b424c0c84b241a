/* Dictionaries: dict.c. What others need of them. */
#ifndef WEFT_DICT_H
#define WEFT_DICT_H
#include "base.h"

struct Copier;
void dict_scan(struct Copier *copier, const Type *type, uint32_t dict); /* for type_rows */
PART(dict_scan, "weft_dict_new");
#endif

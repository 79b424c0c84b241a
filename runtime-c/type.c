/* Kinds of objects: see type.h. */
#include "type.h"
#include "dict.h"
#include "list.h"
#include "object.h"
#include "set.h"

const TypeRow type_rows[] = {
    [T_FIXED] = {0},
    [T_STR] = {.cache = offsetof(Str, hash)},
    [T_LIST] = {.storage = offsetof(List, data), .scan = list_scan},
    [T_ARRAY] = {0},
    [T_DICT] = {.storage = offsetof(Dict, entries), .scan = part_dict_scan},
    [T_HANDLE] = {.field = offsetof(Handle, aux), .copied = part_object_handle_copied},
    [T_EXC] = {0},
    [T_SET] = {.storage = offsetof(Set, table), .scan = part_set_scan},
};

/* Spawning: spawn.c; and how often it happened. */
#ifndef WEFT_SPAWN_H
#define WEFT_SPAWN_H
#include "base.h"
uint32_t spawn_count(void);
PART(spawn_count, "weft_spawn_frame"); /* 0 without */
#endif

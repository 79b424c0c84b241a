/* What a compiled program provides, for tests and benchmarks: Types, the Program, worker and status. program.c has
 * them. */
#ifndef PROGRAM_H
#define PROGRAM_H
#include "../base.h"
#include "../core.h"
#include "../entry.h"
#include "../scheduler.h"

#ifndef __wasm__
#undef memcpy
#undef memset
#undef memmove
#undef memcmp
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#endif

typedef struct ProgramType { Type type; uint16_t slots[8]; } ProgramType;
typedef struct ProgramProgram {
  uint32_t main_desc, own, flags, max_class_id, shared, shared_area;
} ProgramProgram;
extern ProgramProgram program_program __asm__("weft_program");

typedef struct ProgramGlobals { Globals globals; uint32_t slots[2]; } ProgramGlobals;
extern ProgramGlobals globals_data; /* none, unless a scenario says so before the start */
extern ProgramType task_type_data, channel_type_data, gate_type_data;
#define task_type task_type_data.type
#define channel_type channel_type_data.type
#define gate_type gate_type_data.type
extern ProgramType list_ref_data, node_data; /* of lists of references; of objects with two references, then a word */

/* Fills in what is an address, known at run time only. */
void program_types(void);
#endif

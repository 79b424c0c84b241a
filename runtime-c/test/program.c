/* See program.h. bench.c includes this file, so that worker and status are inlined there. */
#include "program.h"

#ifndef __wasm__
static _Thread_local uint32_t program_worker;
static _Thread_local int32_t program_status;
uint32_t weft_worker(void) { return program_worker; }
void weft_set_worker(uint32_t worker) { program_worker = worker; }
int32_t weft_status(void) { return program_status; }
void weft_set_status(int32_t status) { program_status = status; }
void weft_call_thunk(uint32_t thunk) { ((void (*)(void))PTR(thunk))(); }
#endif

#define PROGRAM_EXC(X) \
  X(IndexError) X(KeyError) X(ValueError) X(TypeError) X(ZeroDivisionError) X(OverflowError) X(MemoryError) \
  X(RecursionError) X(RuntimeError) X(KeyboardInterrupt) X(SystemExit) X(EOFError) X(OSError) X(FileNotFoundError) \
  X(PermissionError) X(FileExistsError) X(IsADirectoryError) X(NotADirectoryError) X(UnicodeDecodeError) \
  X(UnicodeEncodeError) X(TimeoutError) X(BrokenPipeError) X(UnboundLocalError) X(NameError) X(AttributeError) \
  X(AssertionError) X(io_UnsupportedOperation) X(weft_Closed) X(weft_Empty) X(weft_Full) \
  X(weft_Cancelled) X(weft_Aborted)
#define EXC_SLOT(at) ((at) / 4) << 3 | SLOT_REF
#define X(n)                                                 \
  ProgramType program_type_##n __asm__("weft_type_" #n) = { \
      {.kind = T_EXC, .size = 32, .nslots = 5}, {EXC_SLOT(8), EXC_SLOT(12), EXC_SLOT(16), EXC_SLOT(20), EXC_SLOT(24)}};
PROGRAM_EXC(X)
#undef X
ProgramProgram program_program;
const uint32_t weft_workers = 1;

ProgramType task_type_data = {{.kind = T_HANDLE}, {0}}, channel_type_data = {{.kind = T_HANDLE}, {0}},
            gate_type_data = {{.kind = T_HANDLE}, {0}};
ProgramGlobals globals_data = {{0}, {0}};
static ProgramGlobals no_globals_data = {{0}, {0}};
ProgramType list_ref_data = {{.kind = T_LIST, .size = sizeof(List), .elem = SLOT_REF}, {0}},
            node_data = {{.kind = T_FIXED, .size = 24, .nslots = 2},
                         {(8 / 4) << 3 | SLOT_REF, (12 / 4) << 3 | SLOT_REF}};

void program_types(void) {
  uint32_t id = 100;
#define X(n) program_type_##n.type.class_id = id++, program_type_##n.type.name = REF(#n);
  PROGRAM_EXC(X)
#undef X
  program_program.own = REF(&globals_data);
  program_program.shared = REF(&no_globals_data);
}

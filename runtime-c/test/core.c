/* Tests of the scheduler, the heap and everything that waits, on emulated compiled functions (machine.h): the families
 * core_*.c. TEST names a scenario; it prints "ok" or what is wrong. Workers, stress and seed come from the runtime's
 * own settings. */
#include "scenario.h"

int64_t N = 2000, cleaned, finished;
const char *wrong;

static MachineDesc *(*const families[])(const char *) = {
    family_scheduling, family_channels, family_recursion, family_memory, family_endings, family_frozen,
    family_permits, family_queues, family_holds, family_words, family_conditions, family_crowds,
    family_ends, family_scopes, family_cells, family_snapshots, family_names};

static MachineDesc *choose(const char *test) {
  for (uint32_t i = 0; i < sizeof families / sizeof *families; i++) {
    MachineDesc *main = families[i](test);
    if (main) return main;
  }
  exit(2);
}

int main(void) {
  program_types();
  if (getenv("N")) N = atoll(getenv("N"));
  program_program.main_desc = REF(&choose(getenv("TEST"))[0].desc);
  int status = entry_main();
  fprintf(stderr, wrong ? "wrong: %s\n" : "ok %s%lld %lld\n", wrong ? wrong : "", (long long)cleaned,
          (long long)finished);
  return wrong ? 99 : status;
}

"""The untyped form to a type for each value of each instance of a function.

infer.py        the driver: exceptions, errors          engine.py       the fixpoint: instances, cells, unification
site.py         one operation that is being typed       rules.py        the table of operations' rules (operations/)
args.py         the arguments of a call as written      binding.py      arguments to parameters
spread.py       ... counted at run time: f(*items)      written.py      library functions written out per length
exceptions.py   the built-in exceptions                 annotations.py  annotations against types
worklist.py     which instances come next       global_keys.py  what globals are known by

What a kind of value can do is in kinds/, what an operation is over all kinds in operations/, built-ins in builtins/.

After the fixpoint, for messages: arguments.py (what a call passes), blame.py (operands at fault), contents.py (what a
cell was given), origins.py (why a value has a type), reasons.py (errors explained); accesses.py (what a call reads and
changes), lost.py (warnings about changes that a task makes to copies). For memory: frozen.py (which globals nothing
changes once there are tasks), from spawning.py (when code runs) and changes.py (what it changes).
"""

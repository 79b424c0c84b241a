"""The back end: IR to wasm with suspension compiled in.

emit.py          the driver                        compile.py       one function through all that follows
control_flow.py  blocks and their edges            loops.py         natural loops
call_graph.py    what may suspend or raise         polls.py         which loops poll, strip-mining
trees.py         locals or stack expressions       liveness.py      what is live where
locals.py        which wasm local holds what       points.py        suspension points, error sites
frames.py        frames, descriptors, positions    resume.py        the graph of a body, with the roads back in
structure.py     graph to nested blocks            function.py      code of a body
instructions.py  code of operations                integers.py      ... on int words
assembler.py     bytes and relocations             constants.py     names, and what frames take
thunks.py        what the runtime calls            declared.py, slow.py    what it provides
"""

from weftc.emit.emit import emit

__all__ = ["emit"]

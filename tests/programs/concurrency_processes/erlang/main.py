# processes, case by case: tests/erlang asks Erlang the same
import links
import mailbox
import monitors
import servers
from weft.process import run

for cases in (links.main, mailbox.main, monitors.main, servers.main):
    run(cases)

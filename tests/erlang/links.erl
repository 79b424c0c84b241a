%% Links, case by case: tests/programs/concurrency_processes/erlang/links.py in Erlang.
-module(links).
-compile([export_all, nowarn_export_all, nowarn_unused_function]).
-include("ask.hrl").

idle_and_boom() -> idle(), boom().

chain_of(0) -> idle_and_boom();
chain_of(N) ->
    Last = spawn_link(fun() -> chain_of(N - 1) end),
    receive 'end' -> Last ! 'end' end,
    forever().

trapper() ->
    process_flag(trap_exit, true),
    Pid = spawn_link(fun idle_and_boom/0),
    Pid ! 'end',
    receive {'EXIT', _, _} -> ok end,
    idle().

main(_) ->
    ask("crash kills", fun() -> spawn_link(fun boom/0), forever() end),
    ask("normal end kills nobody", fun() -> end_of(spawn_link(fun idle/0)), alive end),
    ask("trapped crash", fun() -> process_flag(trap_exit, true), spawn_link(fun boom/0), next_exit() end),
    ask("trapped end", fun() -> process_flag(trap_exit, true), spawn_link(fun nothing/0), next_exit() end),
    ask("link to the dead", fun() -> try link(dead()) catch error:Reason -> Reason end end),
    ask("trapped link to the dead", fun() -> process_flag(trap_exit, true), link(dead()), next_exit() end),
    ask("unlinked before the crash", fun() ->
        Pid = spawn_link(fun idle_and_boom/0), unlink(Pid), end_of(Pid), alive end),
    ask("linked twice", fun() ->
        process_flag(trap_exit, true), Pid = spawn(fun idle_and_boom/0),
        link(Pid), link(Pid), end_of(Pid), exits() end),
    ask("linked twice, unlinked once", fun() ->
        process_flag(trap_exit, true), Pid = spawn(fun idle_and_boom/0),
        link(Pid), link(Pid), unlink(Pid), end_of(Pid), exits() end),
    ask("linked to itself", fun() -> link(self()), alive end),
    ask("a chain ends", fun() -> Pid = spawn(fun() -> chain_of(3) end), end_of(Pid) end),
    ask("a trapper ends a chain", fun() ->
        process_flag(trap_exit, true), Pid = spawn_link(fun trapper/0),
        timer:sleep(20), Pid ! 'end', next_exit() end),
    ask("killed by link", fun() ->
        process_flag(trap_exit, true), Pid = spawn_link(fun idle/0), exit(Pid, kill), next_exit() end),
    ask("kill as one's own reason", fun() ->
        process_flag(trap_exit, true), spawn_link(fun() -> exit(kill) end), next_exit() end),
    ask("kill by link is no kill", fun() ->
        process_flag(trap_exit, true),
        spawn_link(fun() -> spawn_link(fun() -> exit(kill) end), forever() end),
        next_exit() end),
    ask("unlinked after the end", fun() ->
        process_flag(trap_exit, true), Pid = spawn_link(fun idle_and_boom/0), end_of(Pid), unlink(Pid), exits() end),
    ask("a parent's crash ends the child", fun() ->
        Self = self(),
        Parent = spawn(fun() -> Self ! {child, spawn_link(fun idle/0)}, receive 'end' -> boom() end end),
        receive {child, Child} -> ok end,
        Ref = monitor(process, Child),
        Parent ! 'end',
        receive {'DOWN', Ref, _, _, Reason} -> shown(Reason) end end),
    ask("a parent's end leaves the child", fun() ->
        Self = self(),
        {_, End} = spawn_monitor(fun() -> Self ! {child, spawn_link(fun idle/0)} end),
        receive {child, Child} -> ok end,
        receive {'DOWN', End, _, _, _} -> ok end,
        Ref = monitor(process, Child),
        Child ! 'end',
        receive {'DOWN', Ref, _, _, Reason} -> shown(Reason) end end),
    ask("an error is a crash", fun() -> process_flag(trap_exit, true), spawn_link(fun error/0), next_exit() end),
    ask("shutdown by link", fun() -> spawn_link(fun() -> exit(shutdown) end), forever() end),
    ask("linked from the other side", fun() ->
        process_flag(trap_exit, true), Self = self(), spawn(fun() -> link(Self), boom() end), next_exit() end),
    ask("unlinked from the other side", fun() ->
        process_flag(trap_exit, true), Self = self(),
        end_of(spawn_link(fun() -> unlink(Self), idle_and_boom() end)), exits() end),
    ask("relinked", fun() ->
        process_flag(trap_exit, true), Pid = spawn_link(fun idle_and_boom/0),
        unlink(Pid), link(Pid), end_of(Pid), exits() end),
    halt().


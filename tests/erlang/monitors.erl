%% Monitors and exit signals, case by case: tests/programs/concurrency_processes/erlang/monitors.py in Erlang.
-module(monitors).
-compile([export_all, nowarn_export_all, nowarn_unused_function]).
-include("ask.hrl").

downs() -> downs(0).
downs(N) -> receive {'DOWN', _, _, _, _} -> downs(N + 1) after 0 -> N end.
down(Ref) -> receive {'DOWN', Ref, _, _, Reason} -> shown(Reason) end.
idle_and_boom() -> idle(), boom().
words(Words) -> lists:flatten(lists:join(" ", [text(Word) || Word <- Words])).
trap() -> process_flag(trap_exit, true).

traps(Asker) ->
    trap(),
    Asker ! ready,
    receive {'EXIT', _, Reason} -> Asker ! {got, Reason} end,
    idle().
told_to_trap(Reason) ->
    Self = self(),
    Pid = spawn(fun() -> traps(Self) end),
    receive ready -> ok end,
    exit(Pid, Reason),
    receive {got, Got} -> words([got, Got, end_of(Pid)]) end.

main(_) ->
    ask("normal end", fun() -> end_of(spawn(fun idle/0)) end),
    ask("crash", fun() -> end_of(spawn(fun idle_and_boom/0)) end),
    ask("of the dead", fun() -> end_of(dead()) end),
    ask("twice", fun() ->
        Pid = spawn(fun idle/0), A = monitor(process, Pid), B = monitor(process, Pid),
        end_of(Pid), words([A =:= B, downs()]) end),
    ask("demonitored", fun() ->
        Pid = spawn(fun idle/0), demonitor(monitor(process, Pid)), end_of(Pid), downs() end),
    ask("demonitored after the end", fun() ->
        Pid = spawn(fun idle/0), Ref = monitor(process, Pid), end_of(Pid), demonitor(Ref), downs() end),
    ask("demonitored and flushed", fun() ->
        Pid = spawn(fun idle/0), Ref = monitor(process, Pid), end_of(Pid), demonitor(Ref, [flush]), downs() end),
    ask("flushed alone", fun() ->
        Pid = spawn(fun idle/0), Ref = monitor(process, Pid), monitor(process, Pid),
        end_of(Pid), demonitor(Ref, [flush]), downs() end),
    ask("demonitored twice", fun() ->
        Pid = spawn(fun idle/0), Ref = monitor(process, Pid), demonitor(Ref), demonitor(Ref), end_of(Pid), downs() end),
    ask("the watcher lives", fun() -> end_of(spawn(fun idle_and_boom/0)), alive end),
    ask("killed", fun() -> Pid = spawn(fun idle/0), Ref = monitor(process, Pid), exit(Pid, kill), down(Ref) end),
    ask("spawned with it", fun() ->
        {Pid, Ref} = spawn_monitor(fun boom/0),
        receive {'DOWN', R, _, P, Reason} -> words([R =:= Ref, P =:= Pid, shown(Reason)]) end end),
    ask("of itself", fun() -> monitor(process, self()), downs() end),
    ask("watched by many", fun() ->
        Self = self(), Pid = spawn(fun idle_and_boom/0),
        [spawn(fun() -> Ref = monitor(process, Pid), Self ! ready, Self ! {told, down(Ref)} end) || _ <- [1, 2, 3]],
        [receive ready -> ok end || _ <- [1, 2, 3]],
        end_of(Pid),
        words([receive {told, Reason} -> Reason end || _ <- [1, 2, 3]]) end),
    ask("a watcher's crash harms nobody", fun() ->
        Pid = spawn(fun idle/0),
        end_of(spawn(fun() -> monitor(process, Pid), idle_and_boom() end)),
        end_of(Pid) end),
    ask("by name", fun() ->
        register(watched, spawn(fun idle_and_boom/0)), Ref = monitor(process, watched), watched ! 'end', down(Ref) end),
    ask("what was sent comes first", fun() ->
        Self = self(), spawn_monitor(fun() -> Self ! said end),
        First = receive A -> A end, Second = receive B -> B end,
        words([case X of said -> said; _ -> down end || X <- [First, Second]]) end),
    ask("normal harms no other", fun() -> Pid = spawn(fun idle/0), exit(Pid, normal), end_of(Pid) end),
    ask("a reason ends", fun() ->
        Pid = spawn(fun idle/0), Ref = monitor(process, Pid), exit(Pid, 'why not'), down(Ref) end),
    ask("a reason is trapped", fun() -> told_to_trap(boom) end),
    ask("normal is trapped", fun() -> told_to_trap(normal) end),
    ask("kill is not trapped", fun() ->
        Self = self(), Pid = spawn(fun() -> traps(Self) end), receive ready -> ok end,
        Ref = monitor(process, Pid), exit(Pid, kill), down(Ref) end),
    ask("normal to oneself", fun() -> exit(self(), normal), forever() end),
    ask("a reason to oneself", fun() -> exit(self(), boom), forever() end),
    ask("kill to oneself", fun() -> exit(self(), kill), forever() end),
    ask("kill to oneself that traps", fun() -> trap(), exit(self(), kill), forever() end),
    ask("trapped by oneself", fun() -> trap(), exit(self(), boom), next_exit() end),
    ask("normal trapped by oneself", fun() -> trap(), exit(self(), normal), next_exit() end),
    ask("to the dead", fun() -> exit(dead(), boom), alive end),
    ask("trap_exit tells what was", fun() ->
        words([process_flag(trap_exit, Flag) || Flag <- [true, true, false, false]]) end),
    ask("trapped no more", fun() -> trap(), process_flag(trap_exit, false), spawn_link(fun boom/0), forever() end),
    ask("a normal end of one's own", fun() -> end_of(spawn(fun() -> idle(), exit(normal) end)) end),
    ask("shutdown", fun() -> end_of(spawn(fun() -> idle(), exit(shutdown) end)) end),
    halt().

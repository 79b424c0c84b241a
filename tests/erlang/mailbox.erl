%% Mailboxes, names and timers, case by case: tests/programs/concurrency_processes/erlang/mailbox.py in Erlang.
-module(mailbox).
-compile([export_all, nowarn_export_all, nowarn_unused_function]).
-include("ask.hrl").

all() -> receive X -> [X | all()] after 0 -> [] end.
texts() -> words(all()).
words(Words) -> lists:flatten(lists:join(" ", [text(Word) || Word <- Words])).
next() -> receive X -> X end.
empty() -> receive X -> X after 0 -> timeout end.
refused(F) -> try F() of _ -> done catch error:badarg -> refused end.
was(Left) -> Left =/= false.

main(_) ->
    ask("first come, first served", fun() -> [self() ! X || X <- [a, b, c]], texts() end),
    ask("selective", fun() -> [self() ! X || X <- [a, b, c]], receive b -> words([b | all()]) end end),
    ask("what was refused comes before what is new", fun() ->
        self() ! a, self() ! b, receive b -> ok end, self() ! c, texts() end),
    ask("empty", fun empty/0),
    ask("there without waiting", fun() -> self() ! a, empty() end),
    ask("not the one in time", fun() -> self() ! a, receive b -> ok after 10 -> words([timeout | all()]) end end),
    ask("late is not lost", fun() ->
        Self = self(), Pid = spawn(fun() -> next(), Self ! late end),
        receive X -> X after 10 -> Pid ! now, next() end end),
    ask("in order from one", fun() ->
        Self = self(), {_, Ref} = spawn_monitor(fun() -> [Self ! K || K <- lists:seq(0, 99)] end),
        receive {'DOWN', Ref, _, _, _} -> ok end, all() =:= lists:seq(0, 99) end),
    ask("to the dead", fun() -> dead() ! a, sent end),
    ask("pids are equal", fun() ->
        Pid = spawn(fun idle/0), self() ! Pid, words([next() =:= Pid, Pid =:= self(), self() =:= self()]) end),
    ask("registered", fun() -> register(mine, self()), whereis(mine) =:= self() end),
    ask("unknown", fun() -> whereis(nobody) =:= undefined end),
    ask("sent by name", fun() -> register(me, self()), me ! hello, next() end),
    ask("sent to nobody", fun() -> refused(fun() -> nobody ! hello end) end),
    ask("taken", fun() -> register(taken, self()), Pid = spawn(fun idle/0), refused(fun() -> register(taken, Pid) end) end),
    ask("a name for the dead", fun() -> Pid = dead(), refused(fun() -> register(ghost, Pid) end) end),
    ask("free at the end", fun() ->
        Pid = spawn(fun idle/0), register(fleeting, Pid), end_of(Pid), whereis(fleeting) =:= undefined end),
    ask("free when killed", fun() ->
        Pid = spawn(fun idle/0), register(victim, Pid), Ref = monitor(process, Pid), exit(Pid, kill),
        receive {'DOWN', Ref, _, _, _} -> whereis(victim) =:= undefined end end),
    ask("taken again", fun() ->
        Pid = spawn(fun idle/0), register(again, Pid), end_of(Pid), register(again, self()),
        whereis(again) =:= self() end),
    ask("unregistered", fun() -> register(gone, self()), unregister(gone), whereis(gone) =:= undefined end),
    ask("unregistered unknown", fun() -> refused(fun() -> unregister(nobody) end) end),
    ask("for another", fun() ->
        Pid = spawn(fun idle/0), register(other, Pid), Same = whereis(other) =:= Pid, end_of(Pid), Same end),
    ask("sent later", fun() -> erlang:send_after(10, self(), later), next() end),
    ask("not before", fun() ->
        erlang:send_after(50, self(), later), receive X -> X after 0 -> words(['not yet', next()]) end end),
    ask("cancelled", fun() ->
        Timer = erlang:send_after(10000, self(), later), words([was(erlang:cancel_timer(Timer)) | all()]) end),
    ask("cancelled too late", fun() ->
        Timer = erlang:send_after(0, self(), later), next(), was(erlang:cancel_timer(Timer)) end),
    ask("cancelled twice", fun() ->
        Timer = erlang:send_after(10000, self(), later),
        words([was(erlang:cancel_timer(Timer)), was(erlang:cancel_timer(Timer))]) end),
    ask("later to the dead", fun() -> erlang:send_after(0, dead(), later), empty() end),
    ask("by time", fun() ->
        erlang:send_after(60, self(), second), erlang:send_after(10, self(), first), words([next(), next()]) end),
    ask("later by name", fun() -> register(sleeper, self()), erlang:send_after(10, sleeper, later), next() end),
    halt().

%% The peer of bench/py/process_spawn.py.
-module(process_spawn).
-export([main/1]).
-include("timed.hrl").

main([Count]) ->
    timed(fun() -> start(list_to_integer(Count) - 1), list_to_integer(Count) end).

start(0) ->
    {_, Ref} = spawn_monitor(fun nothing/0),
    receive {'DOWN', Ref, _, _, _} -> ok end;
start(N) ->
    spawn(fun nothing/0),
    start(N - 1).

nothing() -> ok.

%% The peer of bench/py/process_pingpong.py.
-module(process_pingpong).
-export([main/1]).
-include("timed.hrl").

main([Rounds]) ->
    Pid = spawn(fun echo/0),
    timed(fun() -> play(Pid, 0, list_to_integer(Rounds), 0) end).

echo() -> receive {Client, N} -> Client ! N, echo() end.

play(_, Rounds, Rounds, Total) -> Total;
play(Pid, N, Rounds, Total) ->
    Pid ! {self(), N},
    receive K -> play(Pid, N + 1, Rounds, Total + K) end.

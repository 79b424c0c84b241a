%% Prints what the work gave, and the seconds that it took.
timed(Work) ->
    Start = erlang:monotonic_time(nanosecond),
    Said = Work(),
    Seconds = (erlang:monotonic_time(nanosecond) - Start) / 1.0e9,
    io:format("~p~nseconds: ~p~n", [Said, Seconds]),
    halt().

%% Runs a case in a process of its own, and tells what it says, or of what it died.
ask(Name, Case) ->
    Self = self(),
    {_, Ref} = spawn_monitor(fun() -> Self ! {answer, Case()} end),
    receive
        {answer, Text} ->
            receive {'DOWN', Ref, _, _, _} -> ok end,
            io:format("~s: ~s~n", [Name, text(Text)]);
        {'DOWN', Ref, _, _, Reason} ->
            io:format("~s: died ~s~n", [Name, text(shown(Reason))])
    end.

shown(Reason) when is_atom(Reason) -> Reason;
shown(_) -> crash.

boom() -> exit(boom).
nothing() -> ok.
idle() -> receive 'end' -> ok end.
error() -> error(wrong).
dead() ->
    {Pid, Ref} = spawn_monitor(fun nothing/0),
    receive {'DOWN', Ref, _, _, _} -> Pid end.
end_of(Pid) ->
    Ref = monitor(process, Pid),
    Pid ! 'end',
    receive {'DOWN', Ref, _, _, Reason} -> shown(Reason) end.
exits() -> exits(0).
exits(N) -> receive {'EXIT', _, _} -> exits(N + 1) after 0 -> N end.
next_exit() -> receive {'EXIT', _, Reason} -> list_to_atom("exit " ++ atom_to_list(shown(Reason))) end.
forever() -> receive never -> ok end.
text(Text) when is_atom(Text) -> atom_to_list(Text);
text(Text) when is_integer(Text) -> integer_to_list(Text);
text(Text) -> Text.

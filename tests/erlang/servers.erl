%% Servers, case by case: tests/programs/concurrency_processes/erlang/servers.py in Erlang.
-module(servers).
-behaviour(gen_server).
-compile([export_all, nowarn_export_all, nowarn_unused_function]).
-include("ask.hrl").

-record(state, {n, tell, later}).
init({_, stop}) -> {stop, 'won\'t'};
init({_, crash}) -> error(wrong);
init(N) -> {ok, #state{n = N}}.

handle_call({add, K}, _, S) -> {reply, S#state.n + K, S#state{n = S#state.n + K}};
handle_call(get, _, S) -> {reply, S#state.n, S};
handle_call(explicit, From, S) -> gen_server:reply(From, explicit), {noreply, S};
handle_call(crash, _, _) -> error(wrong);
handle_call(later, From, S) -> {noreply, S#state{later = From}};
handle_call(slow, _, S) -> timer:sleep(30), {reply, slow, S};
handle_call({stop, Reason}, _, S) -> {stop, Reason, stopping, S};
handle_call({tell, Pid}, _, S) -> {reply, ok, S#state{tell = Pid}}.
handle_cast(bump, S) -> {noreply, S#state{n = S#state.n + 1}};
handle_cast(now, S) -> gen_server:reply(S#state.later, later), {noreply, S};
handle_cast(crash, _) -> error(wrong);
handle_cast({stop, Reason}, S) -> {stop, Reason, S}.
handle_info(N, S) when is_integer(N) -> {noreply, S#state{n = S#state.n + N}};
handle_info(stop, S) -> {stop, 'told to', S};
handle_info(crash, _) -> error(wrong);
handle_info(_, S) -> {noreply, S}.
terminate(Reason, #state{tell = Pid}) when is_pid(Pid) -> Pid ! {ended, shown(Reason)};
terminate(_, _) -> ok.

start(N) -> {ok, Pid} = gen_server:start(?MODULE, N, []), Pid.
start_link(N) -> {ok, Pid} = gen_server:start_link(?MODULE, N, []), Pid.
call(C, Message) -> gen_server:call(C, Message).
cast(C, Message) -> gen_server:cast(C, Message).
down(Ref) -> receive {'DOWN', Ref, _, _, Reason} -> shown(Reason) end.
failing(F) ->
    try F() of
        {error, Reason} -> words([exit, shown(Reason)]);
        Value -> Value
    catch exit:{Reason, _} -> words([exit, shown(Reason)])
    end.
words(Words) -> lists:flatten(lists:join(" ", [text(Word) || Word <- Words])).
ended() -> receive {ended, Reason} -> Reason end.
trap() -> process_flag(trap_exit, true).
watched(C, F) -> Ref = monitor(process, C), Said = F(), {Said, down(Ref)}.
ends(C, F) -> {_, Reason} = watched(C, F), Reason.

main(_) ->
    ask("a call", fun() -> call(start(5), {add, 3}) end),
    ask("casts come first", fun() -> C = start(5), cast(C, bump), cast(C, bump), call(C, get) end),
    ask("messages come first", fun() -> C = start(5), C ! 10, call(C, get) end),
    ask("an explicit reply", fun() -> call(start(0), explicit) end),
    ask("to the dead", fun() -> C = start(0), gen_server:stop(C), failing(fun() -> call(C, get) end) end),
    ask("cast to the dead", fun() -> C = start(0), gen_server:stop(C), cast(C, bump), sent end),
    ask("a crash in a call", fun() -> failing(fun() -> call(start(0), crash) end) end),
    ask("a crash in a call ends it", fun() ->
        C = start(0), ends(C, fun() -> failing(fun() -> call(C, crash) end) end) end),
    ask("a crash in a cast", fun() -> C = start(0), ends(C, fun() -> cast(C, crash) end) end),
    ask("a crash in a message", fun() -> C = start(0), ends(C, fun() -> C ! crash end) end),
    ask("a late reply", fun() -> failing(fun() -> gen_server:call(start(0), slow, 10) end) end),
    ask("it goes on after a late reply", fun() ->
        C = start(5), failing(fun() -> gen_server:call(C, slow, 10) end), call(C, get) end),
    ask("stopped", fun() -> C = start(0), ends(C, fun() -> gen_server:stop(C) end) end),
    ask("stopped with a reason", fun() ->
        C = start(0), ends(C, fun() -> gen_server:stop(C, shutdown, infinity) end) end),
    ask("terminate when stopped", fun() -> C = start(0), call(C, {tell, self()}), gen_server:stop(C), ended() end),
    ask("terminate after a crash", fun() ->
        C = start(0), call(C, {tell, self()}), failing(fun() -> call(C, crash) end), ended() end),
    ask("terminate after a stop", fun() ->
        C = start(0), call(C, {tell, self()}), cast(C, {stop, enough}), ended() end),
    ask("no terminate when killed", fun() ->
        C = start(0), call(C, {tell, self()}), Why = ends(C, fun() -> exit(C, kill) end),
        receive {ended, Reason} -> Reason after 0 -> words([Why, none]) end end),
    ask("a reply and a stop", fun() ->
        C = start(0), {Said, Reason} = watched(C, fun() -> call(C, {stop, enough}) end), words([Said, Reason]) end),
    ask("stopped by a cast", fun() -> C = start(0), ends(C, fun() -> cast(C, {stop, enough}) end) end),
    ask("stopped by a message", fun() -> C = start(0), ends(C, fun() -> C ! stop end) end),
    ask("a deferred reply", fun() ->
        C = start(0), Self = self(), spawn(fun() -> Self ! {got, call(C, later)} end),
        timer:sleep(20), cast(C, now), receive {got, Text} -> Text end end),
    ask("killed before the reply", fun() ->
        C = start(0), Self = self(), spawn(fun() -> Self ! {got, failing(fun() -> call(C, later) end)} end),
        timer:sleep(20), exit(C, kill), receive {got, Text} -> Text end end),
    ask("init says stop", fun() -> failing(fun() -> gen_server:start(?MODULE, {0, stop}, []) end) end),
    ask("init crashes", fun() -> failing(fun() -> gen_server:start(?MODULE, {0, crash}, []) end) end),
    ask("linked init says stop", fun() ->
        trap(), Said = failing(fun() -> gen_server:start_link(?MODULE, {0, stop}, []) end),
        text(Said) ++ ", " ++ text(next_exit()) end),
    ask("by name", fun() ->
        gen_server:start({local, counter}, ?MODULE, 5, []), N = call(counter, get), gen_server:stop(counter), N end),
    ask("the name is taken", fun() ->
        gen_server:start({local, taken}, ?MODULE, 5, []),
        {error, {already_started, _}} = gen_server:start({local, taken}, ?MODULE, 6, []),
        N = call(taken, get), gen_server:stop(taken), words([refused, N]) end),
    ask("free at the end", fun() ->
        {ok, C} = gen_server:start({local, fleeting}, ?MODULE, 5, []), gen_server:stop(C),
        whereis(fleeting) =:= undefined end),
    ask("a linked one's crash", fun() -> cast(start_link(0), crash), forever() end),
    ask("a trapped crash", fun() -> trap(), cast(start_link(0), crash), next_exit() end),
    ask("a linked one's stop", fun() -> cast(start_link(0), {stop, normal}), timer:sleep(20), alive end),
    halt().

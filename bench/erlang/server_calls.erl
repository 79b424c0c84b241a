%% The peer of bench/py/server_calls.py.
-module(server_calls).
-behaviour(gen_server).
-export([main/1, init/1, handle_call/3, handle_cast/2]).
-include("timed.hrl").

main([Calls]) ->
    {ok, Server} = gen_server:start(?MODULE, 0, []),
    timed(fun() -> ask(Server, 0, list_to_integer(Calls), 0) end).

init(N) -> {ok, N}.
handle_call({add, K}, _, N) -> {reply, N + K, N + K}.
handle_cast(_, N) -> {noreply, N}.

ask(_, Calls, Calls, Total) -> Total;
ask(Server, K, Calls, _) -> ask(Server, K + 1, Calls, gen_server:call(Server, {add, K})).

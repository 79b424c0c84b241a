#!/bin/sh
# Asks Erlang/OTP (Debian's erlang-base) what tests/programs/concurrency_processes/erlang is to print, and compares its
# answers with those that are kept.
set -eu
cd "$(dirname "$0")"
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
for source in *.erl; do
  erlc -I . -o "$made" "$source"
  erl -noshell -kernel logger_level none -pa "$made" -s "${source%.erl}" main x >> "$made/answers"
done
diff ../programs/concurrency_processes/erlang/main.out "$made/answers"
echo "$(wc -l < "$made/answers") answers, the same"

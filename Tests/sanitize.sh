#!/bin/sh
# sanitize.sh [FILTER]: runs the tests of the server and of the wire code under ThreadSanitizer, then under AddressSanitizer,
# each in a build folder of its own, below $SANITIZE_BUILD (/tmp/dewar-sanitize). Ends with 0 if both find nothing.
#
# The framework's own tests, without what is no fault of theirs: an app lives as long as its program, which counts as a leak; a
# function's own bytes are not on the stack where returns are watched, so that templates find it used up; and ThrownPlaceTests
# meet the sanitizer's frames.
#   export SANITIZERS=address SKIP=ThrownPlaceTests ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=0
#   Tests/sanitize.sh '^DewarTests'
set -u
cd "$(dirname "$0")/.." || exit 1
filter=${1:-DewarServerTests|DewarHTTPTests|DewarLinuxTests}
folder=${SANITIZE_BUILD:-/tmp/dewar-sanitize}
failed=0
export TSAN_OPTIONS="suppressions=$PWD/Tests/sanitize-thread.txt"
export LSAN_OPTIONS="suppressions=$PWD/Tests/sanitize-leaks.txt"
for sanitizer in ${SANITIZERS:-thread address}; do
    log=$folder/$sanitizer.log
    mkdir -p "$folder"
    swift test --sanitize="$sanitizer" --scratch-path "$folder/$sanitizer" --filter "$filter" \
        --skip "${SKIP:-none}" > "$log" 2>&1
    code=$?
    reports=$(grep -c -E "(WARNING: Thread|ERROR: Address|ERROR: Leak)Sanitizer" "$log")
    echo "$sanitizer: exit $code, $reports lines of reports, $(grep -E "Test run with" "$log" | tail -1)"
    [ "$code" = 0 ] && [ "$reports" = 0 ] || { failed=1; echo "  see $log"; }
done
exit $failed

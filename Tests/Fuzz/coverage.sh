#!/bin/sh
# coverage.sh TARGET [OPTION...]: libFuzzer on a target of FuzzTarget.swift, guided by what the inputs reach, and under
# AddressSanitizer. It begins with the seeds in Corpus; what it finds of its own stays below $FUZZ_BUILD (/tmp/dewar-fuzz), as does
# an input that breaks the target (crash-…), which belongs into Corpus once it is mended. Options are libFuzzer's: by default it
# runs ten minutes (-max_total_time=600), or 10 million inputs (-runs=10000000).
set -eu
cd "$(dirname "$0")/../.."
target=$1
shift
folder=${FUZZ_BUILD:-/tmp/dewar-fuzz}
mkdir -p "$folder/found-$target"

# module NAME FILE...: an instrumented module.
module() {
    name=$1
    shift
    [ ! -e "$folder/$name.o" ] || [ -n "$(find "$@" -newer "$folder/$name.o")" ] || return 0
    swiftc -O -wmo -swift-version 6 -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault \
        -package-name dewar -parse-as-library -sanitize=fuzzer,address -I "$folder" \
        -module-name "$name" -emit-module -emit-module-path "$folder/$name.swiftmodule" -c "$@" -o "$folder/$name.o"
}

module DewarHTTP $(find Sources/DewarHTTP -name '*.swift')
module DewarTemplate $(find Sources/DewarTemplate -name '*.swift')
module TestSupport Tests/TestSupport/SeededGenerator.swift
module Coverage Tests/Fuzz/Corpus.swift Tests/Fuzz/FuzzTarget*.swift Tests/Fuzz/Mutator.swift Tests/Fuzz/Coverage/*.swift
swiftc -sanitize=fuzzer,address "$folder"/*.o -o "$folder/coverage"

seeds=Tests/Fuzz/Corpus/$target
[ -d "$seeds" ] || seeds=
FUZZ_TARGET=$target ASAN_OPTIONS=detect_leaks=0 "$folder/coverage" "$folder/found-$target" $seeds \
    -artifact_prefix="$folder/" -max_total_time=600 -runs=10000000 -print_final_stats=1 "$@"

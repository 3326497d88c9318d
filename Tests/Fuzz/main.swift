import Foundation
import TestSupport

// `fuzz [TARGET …] [--inputs N] [--from N] [--seconds N] [--seed N] [--trace]`: throws changed seeds at the parsers and the
// template engine, the same ones in every run with the same seed. A target that traps, or breaks its promise, ends the
// program; the last line then says near which input, and `--from` with `--trace` comes back to it. The seeds are files in
// `Corpus/TARGET`; what once broke a target is added there.

/// Written at once, so that it stands when the next input traps.
func say(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

var inputs = 10_000_000
var first = 0
var seconds = Int.max
var seed: UInt64 = 1
var traces = false
var names: [String] = []

var arguments = CommandLine.arguments.dropFirst()
while let word = arguments.popFirst() {
    switch word {
    case "--inputs": inputs = arguments.popFirst().flatMap { Int($0) } ?? inputs
    case "--from": first = arguments.popFirst().flatMap { Int($0) } ?? first
    case "--seconds": seconds = arguments.popFirst().flatMap { Int($0) } ?? seconds
    case "--seed": seed = arguments.popFirst().flatMap { UInt64($0) } ?? seed
    case "--trace": traces = true
    default: names.append(word)
    }
}

let unknown = names.filter { name in !FuzzTarget.all.contains { $0.name == name } }
guard unknown.isEmpty else {
    let known = FuzzTarget.all.map(\.name).joined(separator: ", ")
    say("error: no target \(unknown[0]); there are \(known)\n")
    exit(2)
}

for target in FuzzTarget.all where names.isEmpty || names.contains(target.name) {
    let run = FuzzRun(target: target, from: first, inputs: inputs, seconds: seconds, seed: seed, traces: traces)
    // Small, as the stacks of threads may be: what recurses must notice its end.
    try onStack(kibibytes: 512) { try run.run() }
}

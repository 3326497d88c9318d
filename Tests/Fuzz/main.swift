import Foundation
import TestSupport

// `fuzz [TARGET …] [--inputs N] [--from N] [--seed N] [--trace]`: throws changed seeds at the parsers, the same ones in every
// run with the same seed. A parser that traps, or breaks its promise, ends the program; the last line then says how to come
// back to that input. The seeds are files in `Corpus/TARGET`; what once broke a parser is added there.

/// Written at once, so that it stands when the next input traps.
func say(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

var inputs = 10_000_000
var first = 0
var seed: UInt64 = 1
var traces = false
var names: [String] = []

var arguments = CommandLine.arguments.dropFirst()
while let word = arguments.popFirst() {
    switch word {
    case "--inputs": inputs = arguments.popFirst().flatMap { Int($0) } ?? inputs
    case "--from": first = arguments.popFirst().flatMap { Int($0) } ?? first
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
    let seeds = try Corpus.load(target.name)
    let began = Date()
    for number in first..<inputs {
        if number % 1_000_000 == 0 {
            say("\(target.name) --from \(number) --seed \(seed)\r")
        }
        // Each input has a generator of its own, so that a run can begin anywhere.
        var random = SeededGenerator(seed: seed &* 0x1_0000_0001 &+ UInt64(number))
        let bytes = Mutator.change(seeds[Int.random(in: 0..<seeds.count, using: &random)], seeds, &random)
        if traces {
            say("\(number) " + bytes.map { String($0, radix: 16) }.joined(separator: " ") + "\n")
        }
        target.run(bytes)
    }
    say("\(target.name): \(inputs - first) inputs in \(Int(Date().timeIntervalSince(began))) s, nothing broken\n")
}

import Foundation
import TestSupport

/// One target's run.
struct FuzzRun: Sendable {
    let target: FuzzTarget
    let from: Int
    let inputs: Int
    let seconds: Int
    let seed: UInt64
    let traces: Bool

    /// An input that costs more, in seconds of the processor, is told of.
    private static let slow = 2.0

    func run() throws {
        let began = Date()
        var done = from
        while done < from + inputs, Int(Date().timeIntervalSince(began)) < seconds {
            let next = min(done + 5_000, from + inputs)
            say("\(target.name) --from \(done) --seed \(seed)\r")
            try target.inputs(done..<next, seed: seed) { number, bytes in
                if traces { say("\(number) \(String(decoding: bytes, as: UTF8.self).debugDescription)\n") }
                let before = clock()
                target.run(bytes)
                let spent = Double(clock() - before) / Double(CLOCKS_PER_SEC)
                if spent > FuzzRun.slow { say("slow: \(target.name) --from \(number) --inputs 1: \(spent) s\n") }
            }
            done = next
        }
        let time = Int(Date().timeIntervalSince(began))
        say("\(target.name): inputs \(from) to \(done) of seed \(seed) in \(time) s, nothing broken\n")
    }
}

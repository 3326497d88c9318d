import DewarLinux
import TestSupport
import Testing

@testable import DewarTool

/// Builds a generated module after each random edit, and compares its objects with those of a compiler that knows nothing.
///
///     DEWAR_RANDOM_EDITS=2000 DEWAR_SEED=7 swift test --filter RandomEditTests
///
/// `DEWAR_GROUP=16` has every other edit in that group of pieces (`GeneratedModule`).
@Suite("Random edits") struct RandomEditTests {
    private static let edits = Host.variable("DEWAR_RANDOM_EDITS").flatMap { Int($0) } ?? 10
    private static let seed = Host.variable("DEWAR_SEED").flatMap { UInt64($0) } ?? UInt64(Clock.monotonic)

    private static let group = Host.variable("DEWAR_GROUP").flatMap { Int($0) }

    @Test("leave each object byte for byte what a clean build of the module writes")
    func objects() throws {
        print("seed \(Self.seed)")
        var generator = SeededGenerator(seed: Self.seed)
        var module = GeneratedModule(with: Self.group, using: &generator)
        let place = try ModulePlace()
        var good = module
        var report = Report()
        try place.save(module.sources)
        guard try place.build() else {
            Issue.record("the module as it is at first does not compile: \(place.errors)")
            return
        }
        for _ in 0..<Self.edits {
            let count = Int.random(in: 0..<6, using: &generator) == 0 ? 3 : 1
            let edits = (0..<count).map { _ in module.edit(using: &generator) }
            try place.save(module.sources)
            let succeeded = try place.build()
            report.count(place, succeeded)
            if Host.variable("DEWAR_TRACE") != nil { print("TRACE", edits, place.way, place.compiled.count) }
            let differences = try place.differences(succeeded)
            if !differences.isEmpty {
                Issue.record("after \(edits): \(differences) in \(try place.keep())")
            }
            if succeeded { good = module } else { module = good }
        }
        print(report)
    }

    private struct Report: CustomStringConvertible {
        var ways: [String: Int] = [:]
        var compiled = 0
        var carried = 0
        var failed = 0

        mutating func count(_ place: ModulePlace, _ succeeded: Bool) {
            guard succeeded else {
                failed += 1
                return
            }
            ways[place.way, default: 0] += 1
            compiled += place.compiled.count
            carried += place.files.count - place.compiled.count
        }

        var description: String { "\(ways), \(failed) did not compile; \(compiled) files compiled, \(carried) not" }
    }
}

import TestSupport
import Testing
import fuzz

/// The first inputs of the fuzz targets (Tests/Fuzz), the same in every run.
@Suite("Template fuzz")
struct FuzzTests {
    @Test("no changed template breaks the engine", arguments: ["lexer", "parser", "renderer"])
    func survives(target: String) throws {
        let target = try #require(FuzzTarget.all.first { $0.name == target })
        try onStack(kibibytes: 512) {
            try target.inputs(0..<2_000, seed: 1) { _, bytes in target.run(bytes) }
        }
    }
}

import Foundation
import Testing
import conformance

/// What Werkzeug and Flask answer, case by case (`Fixtures/conformance/routing/README.md`).
@Suite("Routing as Werkzeug does it")
struct RoutingConformanceTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/conformance/routing")

    static let files =
        ["ambiguous", "blueprints", "building", "converters", "defaults", "encoding", "extras"]
        + ["host_matching", "invalid_rules", "large", "methods", "partial", "precedence", "slashes"]

    @Test("answers every probe of the file", arguments: files)
    func file(_ name: String) throws {
        let text = try String(
            contentsOf: RoutingConformanceTests.folder.appending(path: "\(name).json"), encoding: .utf8)
        for test in try JSONReader.node(text)["cases"]?.elements ?? [] {
            let answer = try JSONReader.node(try RoutingMode.answer(test.text()))
            if test["expect_error"] != nil {
                #expect(answer["invalid"] != nil, "\(test.text())")
                continue
            }
            let results = answer["results"]?.elements ?? []
            let probes = test["probes"]?.elements ?? []
            #expect(results.count == probes.count, "\(answer.text())")
            for (probe, result) in zip(probes, results) {
                let wanted = [probe["expect"] ?? .null] + (probe["or"]?.elements ?? [])
                #expect(wanted.contains { fits(result, $0) }, "\(probe.text()) gave \(result.text())")
            }
        }
    }

    /// Types are compared where they are wanted; a URL that cannot be built has one of two errors.
    private func fits(_ result: JSONNode, _ wanted: JSONNode) -> Bool {
        let buildErrors: [JSONNode?] = [.string("build"), .string("value")]
        if buildErrors.contains(wanted["error"]) { return buildErrors.contains(result["error"]) }
        let names = Set(wanted.members.map(\.name)).union(result.members.map(\.name))
        return names.allSatisfy { name in
            name == "types" && wanted["types"] == nil || result[name]?.sorted == wanted[name]?.sorted
        }
    }
}

import Foundation
import Testing
import conformance

/// What Flask, itsdangerous and Werkzeug sign and accept (`Fixtures/conformance/session/README.md`).
@Suite("Sessions as Flask does them")
struct SessionConformanceTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/conformance/session")

    @Test("answers every case of the file", arguments: ["session_cookies", "timed_serializer", "password_hashes"])
    func file(_ name: String) throws {
        let text = try String(
            contentsOf: SessionConformanceTests.folder.appending(path: "\(name).json"), encoding: .utf8)
        for test in try JSONReader.node(text)["cases"]?.elements ?? [] where !isSlow(test) {
            let answer = try JSONReader.node(try SessionMode.answer(test.text()))
            #expect(fits(answer, test), "\(test["id"]?.text() ?? "") \(test["note"]?.text() ?? ""): \(answer.text())")
        }
    }

    /// Hashes of today's cost take tens of seconds without the optimiser.
    private func isSlow(_ test: JSONNode) -> Bool {
        guard _isDebugAssertConfiguration(), let hash = test["hash"]?.string else { return false }
        return test["slow"] != nil || hash.hasPrefix("scrypt:32768") || hash.hasPrefix("scrypt$")
    }

    private func fits(_ answer: JSONNode, _ test: JSONNode) -> Bool {
        switch test["group"]?.string {
        case "session-dump" where test["compressed"]?.bool == true:
            // Another compressor may give other bytes: what is inside must be the same.
            var load = test.members.filter { $0.name != "cookie" && $0.name != "group" }
            load += [
                JSONNode.Member("group", .string("session-load")), JSONNode.Member("cookie", answer["cookie"] ?? .null),
                JSONNode.Member("now", test["timestamp"] ?? .null), JSONNode.Member("lifetime", .int(1)),
            ]
            let loaded = try? JSONReader.node(SessionMode.answer(JSONNode.object(load).text()))
            return loaded?["accepted"]?.sorted == test["payload"]?.sorted
        case "session-dump": return answer["cookie"] == test["cookie"]
        case "token-dump": return answer["token"] == test["token"]
        case "signer": return answer["signed"] == test["signed"]
        default:
            guard let expect = test["expect"] else { return false }
            if let accepted = expect["accepted"] { return answer["accepted"]?.sorted == accepted.sorted }
            if expect["rejected"] != nil { return answer["rejected"] != nil }
            if let valid = expect["valid"] { return answer["valid"] == valid }
            return answer["valid"] == .bool(false)
        }
    }
}

import Foundation
import TestSupport
import Testing

@testable import DewarTool

/// docs/reference/commands.md holds the help texts as they are. `DEWAR_WRITE_REFERENCE=1 swift test --filter CommandReferenceTests`
/// writes it anew.
@Suite("Command reference") struct CommandReferenceTests {
    @Test("holds the help of every command, whole")
    func isComplete() throws {
        let path = Repository.path("docs/reference/commands.md")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let begin = try #require(text.range(of: "## dewar\n"))
        let written = String(text[begin.lowerBound...])
        if ProcessInfo.processInfo.environment["DEWAR_WRITE_REFERENCE"] == "1" {
            let whole = text[..<begin.lowerBound] + Self.reference
            try whole.write(toFile: path, atomically: true, encoding: .utf8)
        } else {
            #expect(written == Self.reference)
        }
    }

    private static var reference: String {
        let texts =
            [("dewar", dewar("--help").output)]
            + CommandOutline.all.map { ("dewar \($0.manual.name)", dewar($0.manual.name, "--help").output) }
        return texts.map { "## \($0.0)\n\n```\n\($0.1)```\n" }.joined(separator: "\n")
    }
}

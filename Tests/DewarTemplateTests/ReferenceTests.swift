import Foundation
import TestSupport
import Testing

@testable import DewarTemplate

/// docs/templates.md lists what the tables hold. `DEWAR_WRITE_REFERENCE=1 swift test --filter ReferenceTests` writes it anew.
@Suite("Template reference")
struct ReferenceTests {
    private static let begin = "<!-- reference: written from the tables -->\n"
    private static let end = "<!-- end of reference -->\n"

    @Test("lists every filter, test, function and method with its parameters")
    func isComplete() throws {
        let path = Repository.path("docs/templates.md")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let before = try #require(text.range(of: Self.begin))
        let after = try #require(text.range(of: Self.end))
        let reference = Self.reference
        if ProcessInfo.processInfo.environment["DEWAR_WRITE_REFERENCE"] == "1" {
            let whole = text[..<before.upperBound] + reference + text[after.lowerBound...]
            try whole.write(toFile: path, atomically: true, encoding: .utf8)
        } else {
            #expect(String(text[before.upperBound..<after.lowerBound]) == reference)
        }
    }

    private static var reference: String {
        let sections: [(String, [Builtin])] = [
            ("Filters: `value | name`", Filters.all), ("Tests: `value is name`", Tests.all), ("Functions", Globals.all),
            (
                "Methods of strings",
                Methods.letters + Methods.characters + Methods.parts + Methods.filling + Methods.replacing
            ), ("Methods of lists", Methods.listMethods),
            ("Methods of tuples", Methods.tupleMethods), ("Methods of dictionaries", Methods.dictMethods),
        ]
        return sections.map { title, rows in
            "\n### \(title)\n\n| | |\n|---|---|\n" + rows.sorted { $0.name < $1.name }.map(row).joined()
        }.joined() + "\n"
    }

    private static func row(_ builtin: Builtin) -> String {
        let parameters = builtin.signature.text == "()" ? "" : builtin.signature.text
        return "| `\(builtin.name)\(parameters)` | \(builtin.summary.replacingOccurrences(of: "|", with: "\\|")) |\n"
    }
}

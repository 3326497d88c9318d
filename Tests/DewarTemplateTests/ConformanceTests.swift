import DewarTemplate
import Foundation
import TestSupport
import Testing

/// The cases that were recorded from Jinja2 3.1.6 (Tests/Fixtures/conformance/jinja/README.md).
@Suite("Template conformance")
struct ConformanceTests {
    static let groups = [
        "autoescape", "control_flow", "errors", "expressions", "filters_numeric", "filters_sequence", "filters_string",
        "flask_extras", "globals", "include_import", "inheritance", "macros_call", "python_isms", "realistic", "stress",
        "syntax", "tests", "undefined", "unicode", "variables", "whitespace",
    ]

    /// Cases that differ on purpose, each with its reason in Tests/Fixtures/conformance/known-differences-jinja.txt.
    static let known: Set<String> = {
        let text = (try? Repository.text("Tests/Fixtures/conformance/known-differences-jinja.txt")) ?? ""
        return Set(
            text.split(separator: "\n").compactMap { line in
                line.hasPrefix("#") ? nil : line.split(separator: " ").first.map(String.init)
            })
    }()

    @Test("every case gives what Jinja2 gives", arguments: groups)
    func matchesJinja(group: String) throws {
        let failures = try onStack(kibibytes: 65_536) { try Self.failures(of: group) }
        #expect(failures.subtracting(Self.known).sorted() == [], "not as Jinja2")
        let stale = Self.known.filter { $0.hasPrefix(group + "/") }.subtracting(failures)
        #expect(stale.sorted() == [], "no longer differ: take them off the list")
    }

    private static func failures(of group: String) throws -> Set<String> {
        let text = try Repository.text("Tests/Fixtures/conformance/jinja/\(group).json")
        let document = try TemplateValue(json: Array(text.utf8))
        let cases = document["cases"]?.as([TemplateValue].self) ?? []
        #expect(!cases.isEmpty)
        var failures: Set<String> = []
        for item in cases where !(try passes(item)) { failures.insert(item["id"]?.as(String.self) ?? "?") }
        return failures
    }

    private static func passes(_ item: TemplateValue) throws -> Bool {
        do {
            let output = try TemplateCase(item).render()
            return output == item["expect"]?.as(String.self)
        } catch let error as TemplateError {
            guard let wanted = item["error"] else { return false }
            let line = wanted["line"]?.as(Int.self)
            return wanted["kind"]?.as(String.self) == error.kind.rawValue && (line == nil || line == error.place?.line)
        }
    }
}

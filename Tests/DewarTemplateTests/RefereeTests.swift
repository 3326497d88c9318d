import DewarTemplate
import TestSupport
import Testing

/// Further cases that were recorded from Jinja2 3.1.6 (Tests/Fixtures/jinja-more/record.py).
@Suite("Template referee")
struct RefereeTests {
    /// Cases that differ on purpose, each with its reason in known-differences.txt beside them.
    private static func known() throws -> Set<String> {
        let text = try Repository.text("Tests/Fixtures/jinja-more/known-differences.txt")
        return Set(
            text.split(separator: "\n").compactMap { line in
                line.hasPrefix("#") ? nil : line.split(separator: " ").first.map(String.init)
            })
    }

    @Test("every further case gives what Jinja2 gives: the output, or the kind and line of the error")
    func matchesJinja() throws {
        let different = try onStack(kibibytes: 65_536) { () throws -> Set<String> in
            let text = try Repository.text("Tests/Fixtures/jinja-more/cases.json")
            let cases = try TemplateValue(json: Array(text.utf8))["cases"]?.as([TemplateValue].self) ?? []
            #expect(cases.count > 300)
            return Set(cases.filter { !Self.passes($0) }.compactMap { $0["id"]?.as(String.self) })
        }
        let known = try Self.known()
        #expect(different.subtracting(known).sorted() == [], "not as Jinja2")
        #expect(known.subtracting(different).sorted() == [], "no longer differ: take them off the list")
    }

    private static func passes(_ item: TemplateValue) -> Bool {
        do {
            let output = try TemplateCase(item).render()
            return item["expect"]?.as(String.self).map { Array($0.utf8) } == Array(output.utf8)
        } catch let error as TemplateError {
            guard let wanted = item["error"] else { return false }
            let line = wanted["line"]?.as(Int.self)
            return wanted["kind"]?.as(String.self) == error.kind.rawValue && (line == nil || line == error.place?.line)
        } catch { return false }
    }
}

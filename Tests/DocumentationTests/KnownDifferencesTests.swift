import TestSupport
import Testing

@Suite("The known differences")
struct KnownDifferencesTests {
    @Test(
        "are all told in the docs, by the ids of their cases",
        arguments: ["conformance/known-differences-jinja.txt", "jinja-more/known-differences.txt"])
    func listed(_ list: String) throws {
        let page = try Repository.text("docs/known-differences.md")
        let lines = try Repository.text("Tests/Fixtures/\(list)").split(separator: "\n").filter { !$0.hasPrefix("#") }
        let ids = lines.compactMap { $0.split(separator: " ").first }
        #expect(!ids.isEmpty)
        for id in ids { #expect(page.contains("`\(id)`"), "\(id)") }
    }
}

import TestSupport
import Testing

/// Declarations that say what a protocol's documentation says already, or what a literal is.
private let explainedElsewhere = [
    "var description", "Literal", "static func ==", "static func <", "func hash(into", "init(from ", "func encode(to",
    "init(rawValue", "let rawValue", "init() {", "var isEmpty", "var count", "func contains(", "func makeIterator",
    "func makeAsyncIterator", "func next()", "typealias Element", "struct Iterator", "func response(for",
    "func install(on", "let registrations", "onfigValue", "essionValue", "emplateValue", "emplateTypeName",
    "templateDescription", "templateItems", "urlValues", "acceptedKinds", "init?(pathValue", "func load(_",
    "func save(_ id", "func delete(_ id", "var names: [String]", "static var weight", "static var crossesSlashes",
    "func accepts(_ text", "func value(_ text", "func text(_ value",
]

@Suite("What is public") struct DocumentationCommentTests {
    private func isPublic(_ line: Substring) -> Bool {
        let words = line.split(separator: " ").drop { $0.hasPrefix("@") }
        guard words.first == "public", let second = words.dropFirst().first else { return false }
        return second != "import" && second != "extension"
    }

    @Test("has a documentation comment", arguments: ["Dewar", "DewarHTTP", "DewarRouting", "DewarTemplate"])
    func comments(room: String) throws {
        for file in try Repository.files(below: "Sources/\(room)", ending: ".swift") {
            let lines = try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.drop { $0 == " " } }
            for (index, line) in lines.enumerated() where isPublic(line) {
                guard !explainedElsewhere.contains(where: line.contains) else { continue }
                let above = lines[..<index].last { !$0.hasPrefix("@") } ?? ""
                #expect(above.hasPrefix("///"), "\(file):\(index + 1): \(line)")
            }
        }
    }
}

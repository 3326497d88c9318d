import TestSupport

/// The Swift in a document, or in a comment: what stands between ```` ```swift ```` and ```` ``` ````.
struct SwiftBlock {
    var file: String
    /// The first line's number in the document.
    var line: Int
    var lines: [Substring]

    static func all(in file: String) throws -> [SwiftBlock] {
        var blocks: [SwiftBlock] = []
        var language: Substring?
        for (index, line) in try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if line.hasPrefix("```") {
                language = language == nil ? line.dropFirst(3) : nil
                if language == "swift" { blocks.append(SwiftBlock(file: file, line: index + 2, lines: [])) }
            } else if language == "swift" {
                blocks[blocks.count - 1].lines.append(line)
            }
        }
        return blocks
    }

    /// The examples of what is public in a source file. Those with `…` in them are outlines.
    static func inComments(of file: String) throws -> [SwiftBlock] {
        var blocks: [SwiftBlock] = []
        var found: SwiftBlock?
        var isInside = false
        let lines = try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let text = line.drop { $0 == " " }
            if text.hasPrefix("/// ```") {
                isInside = text == "/// ```swift"
                if isInside { found = SwiftBlock(file: file, line: index + 2, lines: []) }
            } else if isInside {
                found?.lines.append(text.dropFirst(4))
            } else if !text.hasPrefix("///"), !text.hasPrefix("@") {
                if let found, text.hasPrefix("public"), !found.lines.contains(where: { $0.contains("…") }) {
                    blocks.append(found)
                }
                found = nil
            }
        }
        return blocks
    }

    /// The block as a function of its own, so that blocks may use the same names. Errors are told with the document's
    /// lines. Testing's macros stand for plain functions here, imports are those of the whole file, and since the function
    /// is `async`, programs end as such a one does.
    func function(_ number: Int) -> String {
        let body = lines.map { line -> String in
            if line.hasPrefix("import ") || line.hasPrefix("@testable import ") { return "" }
            return String(line).replacing("@Test func", with: "func").replacing("#expect(", with: "expect(")
                .replacing("try app.run()", with: "try await app.serve()")
        }
        return """
            func block\(number)(app: App, request: Request, client: TestClient, socket: WebSocket) async throws -> Any {
            var response = Response(), config = Config()
            do {
            #sourceLocation(file: "\(file)", line: \(line))
            \(body.joined(separator: "\n"))
            #sourceLocation()
            }
            return (response, config)
            }
            """
    }
}

/// The compiler's job that most likely comes next, for which one that waits prepares itself: the file saved last, once more.
struct ForeseenJob: Sendable {
    let job: Job
    private let sources: [SourceInput]
    /// The modules that each source imports.
    private let imports: [[String]]

    /// Nil where there is no telling what the sources import.
    init?(_ job: Job, of sources: [SourceInput]) {
        let imports = sources.compactMap { $0.importedModules() }
        guard imports.count == sources.count else { return nil }
        (self.job, self.sources, self.imports) = (job, sources, imports)
    }

    /// All modules, each once, in the order in which a compiler comes to them.
    var modules: [String] {
        var seen: Set<String> = []
        return imports.joined().filter { seen.insert($0).inserted }
    }

    /// Whether a job is this one. Its sources may say something else by now, but they import the same, so that no module is loaded
    /// that they do not ask for: its extensions would be seen.
    func isStill(_ job: Job, of sources: [SourceInput]) -> Bool {
        guard job == self.job, sources.count == self.sources.count else { return false }
        return sources.indices.allSatisfy { index in
            sources[index].hash == self.sources[index].hash || sources[index].importedModules() == imports[index]
        }
    }
}

/// The modules that a source imports, in its order.
enum ImportedModules {
    /// Nil where there is no telling: an import depends on a condition, or the source cannot be read for certain.
    static func of(_ source: [UInt8]) -> [String]? {
        var lexer = SourceLexer(source)
        var line: Line = .other
        var conditions = 0
        var modules: [String] = []
        do {
            while let token = try lexer.next() {
                let text = lexer.source[token.word]
                switch token.kind {
                case .directive where text.elementsEqual("if".utf8): conditions += 1
                case .directive where text.elementsEqual("endif".utf8): conditions -= 1
                case .word where text.elementsEqual("import".utf8): line = .importing
                case .word where line == .importing && kinds.contains(ContentHash(text)): break
                case .word where line == .importing, .quotedName where line == .importing:
                    guard conditions == 0 else { return nil }
                    modules.append(String(decoding: text, as: UTF8.self))
                    line = .other
                case .newline: break
                default: line = .other
                }
            }
        } catch { return nil }
        return modules
    }

    private enum Line { case importing, other }

    /// `import struct Dewar.App`
    private static let kinds = ContentHash.words("struct class enum protocol typealias func let var")
}

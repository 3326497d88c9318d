internal import DewarLinux

/// A source as it was when the build began.
struct SourceInput: Sendable, Hashable {
    var path: String
    var hash: ContentHash
    var bytes: Int
    private var facts: Files.Facts?

    init(_ path: String) throws(SystemError) {
        self.path = path
        facts = Files.facts(path)
        let content = try Files.read(path)
        hash = ContentHash(content)
        bytes = content.count
    }

    /// When it was written, in the clock of its file system.
    var modified: Int64 { facts?.modified ?? 0 }

    /// What it says to other files, and what of theirs it names; nil if there is no telling.
    func reading() -> SourceReading? { content.flatMap { SourceReading($0) } }

    /// The modules that it imports, in its order; nil if there is no telling.
    func importedModules() -> [String]? { content.flatMap { ImportedModules.of($0) } }

    /// What stands in it, unless that is no longer what it was.
    private var content: [UInt8]? {
        guard let content = try? Files.read(path), ContentHash(content) == hash else { return nil }
        return content
    }

    /// Whether it is still the same file, so that what was compiled is what was read.
    func isUnchanged() -> Bool {
        let now = Files.facts(path)
        return now == facts || (try? Files.read(path)).map { ContentHash($0) } == hash
    }
}

/// A source's outline and all of its words, those of bodies, strings and comments included.
struct SourceReading: Sendable, Hashable {
    var outline: SourceOutline
    var words: Set<ContentHash>

    init?(_ content: [UInt8]) {
        guard let outline = SourceOutline(of: content) else { return nil }
        self.outline = outline
        words = ContentHash.words(of: content[...])
    }
}

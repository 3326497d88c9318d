/// What other files of a module can see of a source: all of its tokens but the bodies of its functions and initialisers.
///
/// Two sources with the same outline differ in bodies, comments and spaces alone, so that a file which was compiled beside the one is
/// right beside the other. The body of a function that returns `some` type, or is `@inlinable`, belongs to its outline. What cannot be read for
/// certain (`SourceLexer.Unsure`) has no outline, and the compiler's own records decide.
struct SourceOutline: Sendable, Hashable {
    private(set) var digest = ContentHash()
    private(set) var names = DeclaredNames()
    /// What it names: all words outside of the bodies that are left out, those in strings included, but for the names of its
    /// own declarations.
    private(set) var words: Set<ContentHash> = []

    /// The outline of a source; nil where there is no telling.
    init?(of source: [UInt8]) {
        var reader = Reader(source)
        do { try reader.read() } catch { return nil }
        digest = reader.digest
        names = reader.declarations.names
        words = reader.declarations.used
    }
}

/// Goes through the tokens, and leaves out bodies.
private struct Reader {
    private(set) var digest = ContentHash()
    private(set) var declarations = DeclarationReader()

    private var lexer: SourceLexer
    /// Open parentheses and brackets, whose insides are never taken for bodies.
    private var nesting = 0
    /// The next `{` opens the body of a function.
    private var awaitsBody = false
    /// The next function's body is for others to see.
    private var showsBody = false
    /// Open braces inside the body that is being left out; nil outside of one.
    private var bodyDepth: Int?
    /// Where the last token that was kept ends, and whether it is a newline.
    private var end = 0
    private var endsLine = true

    init(_ source: [UInt8]) { lexer = SourceLexer(source) }

    private static let bodied = ContentHash.words("func init deinit")
    /// Words that begin another declaration: what came before had no body.
    private static let beginnings = ContentHash.words(
        "var let subscript struct class enum actor extension protocol typealias associatedtype case import operator "
            + "precedencegroup macro")
    private static let opaque = ContentHash("some".utf8)
    private static let showing = ContentHash.words("inlinable inline")

    mutating func read() throws(SourceLexer.Unsure) {
        while let token = try lexer.next() {
            if let depth = bodyDepth {
                leaveOut(token, depth)
            } else {
                keep(token)
            }
        }
        declarations.readEnd()
        if bodyDepth != nil || nesting != 0 { throw SourceLexer.Unsure() }
    }

    private mutating func leaveOut(_ token: SourceLexer.Token, _ depth: Int) {
        switch token.kind {
        case .mark(UInt8(ascii: "{")): bodyDepth = depth + 1
        case .mark(UInt8(ascii: "}")) where depth == 1:
            bodyDepth = nil
            keep(token)
        case .mark(UInt8(ascii: "}")): bodyDepth = depth - 1
        default: break
        }
    }

    private mutating func keep(_ token: SourceLexer.Token) {
        add(token)
        let word = ContentHash(lexer.source[token.word])
        switch token.kind {
        case .newline: declarations.readNewline()
        case .word:
            let isMember = token.range.lowerBound > 0 && lexer.source[token.range.lowerBound - 1] == UInt8(ascii: ".")
            if !isMember { watch(word) }
            declarations.read(word, isMember: isMember)
        case .quotedName: declarations.read(word, isQuoted: true)
        case .directive:
            if nesting == 0 { awaitsBody = false }
            declarations.read(directive: word)
        case .attribute:
            if Reader.showing.contains(word) { showsBody = true }
            declarations.read(attribute: word)
        case .string: declarations.read(string: ContentHash.words(of: lexer.source[token.range]))
        case .mark(let mark): keep(mark)
        }
    }

    /// Adds a token to the digest. `a < b` and `a<b`, `- x` and `-x` are not the same: whether it stands apart from the one before
    /// counts, but not how far.
    private mutating func add(_ token: SourceLexer.Token) {
        let isApart = token.range.lowerBound != end || endsLine
        if token.kind != .newline {
            digest.add(ContentHash(lexer.source[token.range]), isApart: isApart)
        } else if !endsLine {
            digest.add(ContentHash(), isApart: false)
        }
        (end, endsLine) = (token.range.upperBound, token.kind == .newline)
    }

    /// Takes note of words that tell whether a body follows.
    private mutating func watch(_ word: ContentHash) {
        if Reader.bodied.contains(word) {
            awaitsBody = nesting == 0 && !showsBody
            showsBody = false
        } else if word == Reader.opaque || nesting == 0 && Reader.beginnings.contains(word) {
            awaitsBody = false
        }
    }

    private mutating func keep(_ mark: UInt8) {
        switch mark {
        case UInt8(ascii: "{"):
            if awaitsBody, nesting == 0 { (bodyDepth, end) = (1, -1) }
            awaitsBody = false
        case UInt8(ascii: "}"), UInt8(ascii: ";"): awaitsBody = false
        case UInt8(ascii: "("), UInt8(ascii: "["): nesting += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"): nesting -= 1
        default: break
        }
        declarations.read(mark: mark)
    }
}

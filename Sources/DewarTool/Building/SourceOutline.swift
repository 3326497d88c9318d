/// What other files of a module can see of a source: all of its tokens but the bodies of its functions and initialisers.
///
/// Two sources with the same outline differ in bodies, comments and spaces alone, so that a file which was compiled beside the one is
/// right beside the other. This reading is timid: whatever it is not sure of (regular expressions, raw strings, macros,
/// opaque results, whose type is the body's) has no outline, and the compiler's own records decide.
struct SourceOutline {
    /// The digest of a source's outline; nil where there is no telling.
    static func digest(of source: [UInt8]) -> ContentHash? {
        var reader = SourceOutline(source)
        do { try reader.read() } catch { return nil }
        return reader.hash
    }

    private struct Unsure: Error {}

    private let source: [UInt8]
    private var at = 0
    private var hash = ContentHash()
    /// Open parentheses and brackets, whose insides are never taken for bodies.
    private var nesting = 0
    /// The next `{` opens the body of a function.
    private var awaitsBody = false
    /// Open braces inside the body that is being left out; nil outside of one.
    private var bodyDepth: Int?

    private init(_ source: [UInt8]) { self.source = source }

    /// Attributes that look at nothing but the declaration. Any other may be a macro's, which sees the body.
    private static let plainAttributes: Set<String> = [
        "main", "MainActor", "Sendable", "escaping", "autoclosure", "discardableResult", "available", "unchecked",
        "preconcurrency", "concurrent", "dynamicMemberLookup", "frozen", "unknown",
    ]
    private static let plainDirectives: Set<String> = [
        "if", "else", "elseif", "endif", "available", "unavailable", "fileID", "file", "line", "column", "function",
        "filePath",
    ]
    private static let bodied: Set<String> = ["func", "init", "deinit"]
    /// Words that begin another declaration: what came before had no body.
    private static let beginnings: Set<String> = [
        "var", "let", "subscript", "struct", "class", "enum", "actor", "extension", "protocol", "typealias",
        "associatedtype", "case", "import", "operator", "precedencegroup", "macro",
    ]

    private mutating func read() throws(Unsure) {
        while at < source.count { try readToken() }
        if bodyDepth != nil || nesting != 0 { throw Unsure() }
    }

    private mutating func readToken() throws(Unsure) {
        let byte = source[at]
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): at += 1
        case UInt8(ascii: "\n"):
            at += 1
            keep("\n")
        case UInt8(ascii: "/") where next == UInt8(ascii: "/"):
            while at < source.count, source[at] != UInt8(ascii: "\n") { at += 1 }
        case UInt8(ascii: "/") where next == UInt8(ascii: "*"): try skipBlockComment()
        case UInt8(ascii: "/") where mayBeginExpression: throw Unsure()
        case UInt8(ascii: "\""): try readString()
        case UInt8(ascii: "#"): try readMarked(SourceOutline.plainDirectives)
        case UInt8(ascii: "@"): try readMarked(SourceOutline.plainAttributes)
        case UInt8(ascii: "`"): readQuotedName()
        case _ where SourceOutline.isWord(byte): try readWord()
        default: readMark(byte)
        }
    }

    private var next: UInt8? { at + 1 < source.count ? source[at + 1] : nil }

    /// Whether a slash here may open a regular expression: nothing stands before it that it could divide.
    private var mayBeginExpression: Bool {
        guard at > 0, let next else { return true }
        let before = source[at - 1]
        let divides = SourceOutline.isWord(before) || before == UInt8(ascii: ")") || before == UInt8(ascii: "]")
        let isSpaced = before == UInt8(ascii: " ") && next == UInt8(ascii: " ")
        return !divides && !isSpaced
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: true
        default: false
        }
    }

    private mutating func keep(_ token: String) { if bodyDepth == nil { hash.add(token) } }

    private mutating func takeWord() -> String {
        let start = at
        while at < source.count, SourceOutline.isWord(source[at]) { at += 1 }
        return String(decoding: source[start..<at], as: UTF8.self)
    }

    private mutating func readWord() throws(Unsure) {
        let isMember = at > 0 && source[at - 1] == UInt8(ascii: ".")
        let word = takeWord()
        if bodyDepth == nil, !isMember {
            if word == "some" { throw Unsure() }
            if SourceOutline.bodied.contains(word) {
                awaitsBody = nesting == 0
            } else if nesting == 0, SourceOutline.beginnings.contains(word) {
                awaitsBody = false
            }
        }
        keep(word)
    }

    private mutating func readMarked(_ known: Set<String>) throws(Unsure) {
        let mark = source[at]
        at += 1
        let word = takeWord()
        guard known.contains(word) else { throw Unsure() }
        if nesting == 0, bodyDepth == nil, mark == UInt8(ascii: "#") { awaitsBody = false }
        keep((mark == UInt8(ascii: "#") ? "#" : "@") + word)
    }

    private mutating func readQuotedName() {
        let start = at
        at += 1
        while at < source.count, source[at] != UInt8(ascii: "`") { at += 1 }
        at = min(at + 1, source.count)
        keep(String(decoding: source[start..<at], as: UTF8.self))
    }

    private mutating func readMark(_ byte: UInt8) {
        at += 1
        switch byte {
        case UInt8(ascii: "{"):
            if let depth = bodyDepth {
                bodyDepth = depth + 1
            } else if awaitsBody, nesting == 0 {
                keep("{")
                bodyDepth = 1
            }
            awaitsBody = false
        case UInt8(ascii: "}"):
            if let depth = bodyDepth { bodyDepth = depth == 1 ? nil : depth - 1 }
            awaitsBody = false
        case UInt8(ascii: ";"): awaitsBody = false
        case UInt8(ascii: "("), UInt8(ascii: "["): if bodyDepth == nil { nesting += 1 }
        case UInt8(ascii: ")"), UInt8(ascii: "]"): if bodyDepth == nil { nesting -= 1 }
        default: break
        }
        if bodyDepth == nil {
            // `a < b` and `a<b`, `- x` and `-x` are not the same: an operator's neighbours count.
            let isSpaced = at > 1 && source[at - 2] == UInt8(ascii: " ")
            hash.add((isSpaced ? " " : "") + String(UnicodeScalar(byte)))
            if at < source.count, source[at] == UInt8(ascii: " ") { hash.add(" ") }
        }
    }

    private mutating func skipBlockComment() throws(Unsure) {
        var depth = 0
        repeat {
            guard let following = next else { throw Unsure() }
            switch (source[at], following) {
            case (UInt8(ascii: "/"), UInt8(ascii: "*")): (depth, at) = (depth + 1, at + 2)
            case (UInt8(ascii: "*"), UInt8(ascii: "/")): (depth, at) = (depth - 1, at + 2)
            default: at += 1
            }
        } while depth > 0
    }

    /// A string literal; one with an interpolation that holds a string or a brace of its own is too much for it.
    private mutating func readString() throws(Unsure) {
        let start = at
        let isMultiline = source[at...].starts(with: Array("\"\"\"".utf8))
        let quote = Array((isMultiline ? "\"\"\"" : "\"").utf8)
        at += quote.count
        while !source[at...].starts(with: quote) {
            guard at < source.count, isMultiline || source[at] != UInt8(ascii: "\n") else { throw Unsure() }
            if source[at] == UInt8(ascii: "\\"), next == UInt8(ascii: "(") {
                try skipInterpolation()
            } else {
                at += source[at] == UInt8(ascii: "\\") ? 2 : 1
                if at > source.count { throw Unsure() }
            }
        }
        at += quote.count
        keep(String(decoding: source[start..<at], as: UTF8.self))
    }

    private mutating func skipInterpolation() throws(Unsure) {
        at += 1
        var depth = 0
        repeat {
            guard at < source.count else { throw Unsure() }
            switch source[at] {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "/"), UInt8(ascii: "#"): throw Unsure()
            default: break
            }
            at += 1
        } while depth > 0
    }
}

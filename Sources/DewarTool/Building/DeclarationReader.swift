/// Takes the names from the tokens of an outline.
struct DeclarationReader {
    private(set) var names = DeclaredNames()
    /// The words that are more than the names of declarations.
    private(set) var used: Set<ContentHash> = []

    /// What stands between two braces, or at the top.
    private struct Frame {
        var place = Place.other
        /// Open parentheses and brackets.
        var nesting = 0
        /// The type whose extension is around it.
        var extended: ContentHash?

        var isBinding: Bool { if case .binding = place { true } else { false } }
    }

    /// What the words to come are.
    private enum Place {
        case other
        /// `func`, `struct`… has been read.
        case name(of: ContentHash)
        /// In `extension …`, before the type's name and after it.
        case extended, extendedName
        /// The rest of a declaration's line, in which a comma begins no declaration: `struct A: B, C`.
        case header
        /// After `let` or `var`.
        case binding
        /// After `case`, or a comma in such a list.
        case pattern
        /// After a name in such a list.
        case value
        case importLine(ContentHash)
    }

    private enum Words {
        static let types = ContentHash.words("struct class enum protocol")
        static let actor = ContentHash("actor".utf8)
        static let aliases = ContentHash.words("typealias associatedtype")
        static let function = ContentHash("func".utf8)
        static let named = types.union(aliases).union([function])
        static let lists = ContentHash.words("let var case")
        static let element = ContentHash("case".utf8)
        static let extended = ContentHash("extension".utf8)
        static let imported = ContentHash("import".utf8)
        static let withoutName = ContentHash.words("operator precedencegroup macro")
        static let declaring = named.union(lists).union(withoutName).union([extended, imported])
            .union(ContentHash.words("subscript init deinit"))
        static let nameless = ContentHash.words("subscript init")
        static let constrained = ContentHash("where".utf8)
        static let hidden = ContentHash.words("private fileprivate")
        static let condition = ContentHash("if".utf8)
        static let endOfCondition = ContentHash("endif".utf8)
        static let entry = ContentHash("main".utf8)
    }

    private var frames = [Frame()]
    /// A name unless the next token shows that it is something else: the `B` of `let x: A<T, B>`.
    private var candidate: ContentHash?
    /// Whether the candidate follows `let` or `var`, not a comma.
    private var candidateIsFirst = false
    /// `actor` was the last token, which may be a name as well.
    private var followsActor = false
    private var isPrivate = false
    /// The type of an extension that has not been opened yet.
    private var extending: ContentHash?
    /// Open `#if`.
    private var conditions = 0

    private var frame: Frame {
        get { frames[frames.count - 1] }
        set { frames[frames.count - 1] = newValue }
    }

    /// What `names.imports` holds for `import Dewar`.
    static func imported(_ module: String) -> ContentHash {
        var line = ContentHash()
        line.add(ContentHash(module.utf8), isApart: true)
        return line
    }

    // MARK: - Tokens

    mutating func read(_ word: ContentHash, isMember: Bool = false, isQuoted: Bool = false) {
        settle()
        if case .importLine(var line) = frame.place {
            line.add(word, isApart: true)
            frame.place = .importLine(line)
        } else if isMember {
            used.insert(word)
        } else if !isQuoted, frame.nesting == 0, Words.declaring.contains(word) {
            begin(word)
        } else {
            readName(word)
        }
        if Words.hidden.contains(word) { isPrivate = true }
        followsActor = word == Words.actor && !isMember && !isQuoted && frame.nesting == 0
    }

    mutating func read(directive word: ContentHash) {
        settle()
        if word == Words.condition { conditions += 1 }
        if word == Words.endOfCondition { conditions -= 1 }
    }

    mutating func read(attribute word: ContentHash) {
        settle()
        if word == Words.entry { names.isReachedWithoutName = true }
    }

    mutating func read(string words: Set<ContentHash>) {
        settle()
        used.formUnion(words)
    }

    mutating func readNewline() {
        guard case .importLine(let line) = frame.place, line != ContentHash() else { return }
        names.imports.insert(line)
        frame.place = .other
    }

    mutating func read(mark: UInt8) {
        switch mark {
        case UInt8(ascii: ">"), UInt8(ascii: "."), UInt8(ascii: "<"), UInt8(ascii: "?"): drop()
        case UInt8(ascii: ":"), UInt8(ascii: "="): settle(isNameAlone: candidateIsFirst)
        default: settle()
        }
        followsActor = false
        readEndOfName(mark)
        switch mark {
        case UInt8(ascii: "{"):
            frames.append(Frame(extended: extending ?? frame.extended))
            extending = nil
        case UInt8(ascii: "}"): if frames.count > 1 { frames.removeLast() }
        case UInt8(ascii: "("), UInt8(ascii: "["): frame.nesting += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"): close()
        case UInt8(ascii: ",") where frame.nesting == 0: continueList()
        case UInt8(ascii: ":"), UInt8(ascii: "="): if frame.nesting == 0 { endPattern() }
        case UInt8(ascii: ";"): readNewline()
        default: break
        }
    }

    mutating func readEnd() {
        settle()
        readNewline()
    }

    // MARK: - Names

    private mutating func begin(_ keyword: ContentHash) {
        if Words.named.contains(keyword) {
            frame.place = .name(of: keyword)
        } else if Words.lists.contains(keyword) {
            frame.place = keyword == Words.element ? .pattern : .binding
        } else if keyword == Words.extended {
            frame.place = .extended
        } else if keyword == Words.imported {
            frame.place = .importLine(ContentHash())
        } else {
            frame.place = .header
        }
        if Words.withoutName.contains(keyword) { names.isReachedWithoutName = true }
        if Words.nameless.contains(keyword) { addBeyondNames() }
        if !Words.types.contains(keyword) { isPrivate = false }
    }

    private mutating func readName(_ word: ContentHash) {
        if followsActor { declareType(word) }
        switch frame.place {
        case .name(let keyword):
            declare(word)
            if Words.types.contains(keyword) { declareType(word) }
            if Words.aliases.contains(keyword) { names.aliases.insert(word) }
            frame.place = .header
        case .binding, .pattern:
            candidate = word
            candidateIsFirst = frame.isBinding
            if frame.nesting == 0 { frame.place = .value }
        case .extended:
            used.insert(word)
            names.extended.insert(word)
            extending = word
            frame.place = .extendedName
        case .extendedName where word == Words.constrained:
            used.insert(word)
            frame.place = .header
        default: used.insert(word)
        }
    }

    private mutating func declare(_ name: ContentHash) {
        names.declare(name)
        if OutsideTypes.calledByCompiler.contains(name) { addBeyondNames() }
    }

    /// Takes note of something in an extension that is not reached by a name of its own.
    private mutating func addBeyondNames() {
        if let type = frame.extended { names.extendedBeyondNames.insert(type) }
    }

    private mutating func declareType(_ name: ContentHash) {
        declare(name)
        if frames.count == 1, conditions == 0, !isPrivate { names.types.insert(name) }
        isPrivate = false
    }

    /// The word before is a name, or may be one.
    private mutating func settle(isNameAlone: Bool = false) {
        guard let candidate else { return }
        declare(candidate)
        if !isNameAlone { used.insert(candidate) }
        self.candidate = nil
    }

    /// The word before is no name.
    private mutating func drop() {
        if let candidate { used.insert(candidate) }
        candidate = nil
    }

    // MARK: - Marks

    /// A mark where a name was awaited: `func ==`, `extension [T]`, `extension A.B`.
    private mutating func readEndOfName(_ mark: UInt8) {
        switch (frame.place, mark) {
        case (.name(let keyword), _):
            if keyword == Words.function { names.isReachedWithoutName = true }
            frame.place = .header
        case (.extendedName, _) where frame.nesting > 0: break
        case (.extendedName, UInt8(ascii: "{")): frame.place = .header
        case (.extendedName, UInt8(ascii: ":")), (.extendedName, UInt8(ascii: "<")):
            if let extending { names.conforming.insert(extending) }
            frame.place = .header
        case (.extended, _), (.extendedName, _):
            names.isReachedWithoutName = true
            extending = DeclaredNames.unreadable
            frame.place = .extendedName
        default: break
        }
    }

    private mutating func close() {
        frame.nesting -= 1
        if frame.nesting == 0 { endPattern() }
    }

    private mutating func continueList() {
        if case .value = frame.place { frame.place = .pattern }
    }

    private mutating func endPattern() {
        switch frame.place {
        case .binding, .pattern: frame.place = .value
        default: break
        }
    }
}

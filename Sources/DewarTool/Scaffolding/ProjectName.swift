/// A project's name, checked: a folder, a package and a Swift module can be called so.
struct ProjectName: Hashable, Sendable {
    /// As it was given: `my-shop`.
    let text: String
    /// The Swift module of that name, as SwiftPM makes it: `my_shop`.
    var module: String { text.replacing("-", with: "_") }

    init(_ text: String) throws(NameFault) {
        if let reason = NameFault.Reason(for: text) {
            throw NameFault(name: text, reason: reason, suggestion: Self.suggestion(for: text))
        }
        self.text = text
    }

    /// The nearest name that would do; nil where nothing is left of `text`.
    private static func suggestion(for text: String) -> String? {
        let last = text.split(separator: "/").last ?? ""
        let words = last.split { !isAllowed($0) || $0 == "-" }
        let trimmed = words.joined(separator: "-").prefix(maximumLength).drop { !isFirstAllowed($0) }
        if NameFault.Reason(for: String(trimmed)) == nil { return String(trimmed) }
        let suffixed = trimmed + "-app"
        return trimmed.isEmpty || NameFault.Reason(for: String(suffixed)) != nil ? nil : String(suffixed)
    }

    static let maximumLength = 100

    static func isFirstAllowed(_ character: Character) -> Bool {
        character.isASCII && character.isLetter
    }

    static func isAllowed(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "-" || character == "_")
    }
}

/// Why a project cannot be called so.
struct NameFault: Error, Hashable {
    enum Reason: Hashable, Sendable {
        case empty
        case path
        case tooLong
        case firstCharacter(Character)
        case character(Character)
        case keyword
        /// A module of this name exists already, and an app could not import both.
        case taken
    }

    var name: String
    var reason: Reason
    var suggestion: String?
}

extension NameFault.Reason {
    init?(for name: String) {
        guard let first = name.first else {
            self = .empty
            return
        }
        if name.contains("/") || name == "." || name == ".." {
            self = .path
        } else if !ProjectName.isFirstAllowed(first) {
            self = .firstCharacter(first)
        } else if let wrong = name.first(where: { !ProjectName.isAllowed($0) }) {
            self = .character(wrong)
        } else if name.utf8.count > ProjectName.maximumLength {
            self = .tooLong
        } else if keywords.contains(name) {
            self = .keyword
        } else if takenModules.contains(name.lowercased().replacing("-", with: "_")) {
            self = .taken
        } else {
            return nil
        }
    }
}

/// The Swift Programming Language, "Lexical Structure": words that stand for themselves and so name no module.
private let keywords: Set<String> = [
    "associatedtype", "borrowing", "class", "consuming", "deinit", "enum", "extension", "fileprivate", "func", "import",
    "init", "inout", "internal", "let", "nonisolated", "open", "operator", "precedencegroup", "private", "protocol",
    "public", "rethrows", "static", "struct", "subscript", "typealias", "var", "break", "case", "catch", "continue",
    "default", "defer", "do", "else", "fallthrough", "for", "guard", "if", "in", "repeat", "return", "switch", "throw",
    "where", "while", "Any", "as", "await", "false", "is", "nil", "self", "Self", "super", "throws", "true", "try",
    "async", "actor", "macro", "some", "any", "package", "main",
]

/// Modules that an app imports, in lower case.
private let takenModules: Set<String> = [
    "swift", "foundation", "foundationessentials", "glibc", "musl", "synchronization", "testing", "xctest", "dispatch",
    "observation", "regexbuilder", "dewar", "cdewarlinux", "dewarlinux", "dewarhttp", "dewarrouting", "dewartemplate",
    "dewarserver", "dewarcontract", "dewartool",
]

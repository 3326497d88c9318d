/// What a source declares, as far as other files can reach it: by a name, or without one.
///
/// Too many names cost time, too few make a build wrong: wherever a word may be a declaration's name, it counts.
struct DeclaredNames: Sendable, Hashable {
    /// Functions, properties, cases, types and members.
    var declared: Set<ContentHash> = []
    /// Types that are extended.
    var extended: Set<ContentHash> = []
    /// Those of them that get what has no name of its own: an initialiser, a subscript, what the compiler looks for by itself.
    var extendedBeyondNames: Set<ContentHash> = []
    /// Those that may be made to conform to a protocol; `unreadable` for one whose name is not one word.
    var conforming: Set<ContentHash> = []
    /// Types at the top of the file, for all files to see.
    var types: Set<ContentHash> = []
    /// Type aliases and associated types, at any depth.
    var aliases: Set<ContentHash> = []
    /// Import declarations, each whole.
    var imports: Set<ContentHash> = []
    /// Whether something is reached without a name: an operator, a macro, the type of literals, a program's entry, an extension of
    /// a type whose name is not one word.
    var isReachedWithoutName = false

    static let unreadable = ContentHash("unreadable")

    /// What the compiler looks up for a literal, whatever the file says.
    private static let literals = ContentHash.words(
        "IntegerLiteralType FloatLiteralType BooleanLiteralType StringLiteralType UnicodeScalarType "
            + "ExtendedGraphemeClusterType Array Dictionary _MaxBuiltinIntegerType _MaxBuiltinFloatType")

    mutating func declare(_ name: ContentHash) {
        declared.insert(name)
        if DeclaredNames.literals.contains(name) { isReachedWithoutName = true }
    }
}

/// A step in the route tree: a literal segment, or a pattern of literals and variables.
enum RouteStep: Sendable, Hashable {
    case literal([UInt8])
    case pattern(SegmentPattern)

    /// The steps of a path (without its first slash) or of a domain, one a segment. From the first variable that may
    /// hold slashes on, all that follows is one pattern (Werkzeug: Rule._parse_rule).
    static func steps(_ pieces: [RulePiece], variables: inout Int) -> [RouteStep] {
        var steps: [RouteStep] = []
        var pattern = SegmentPattern()
        for piece in pieces {
            switch piece {
            case .literal(let text):
                pattern.append(literal: text)
            case .variable(_, let converter):
                pattern.append(converter)
                variables += 1
            case .slash where pattern.takesRest:
                pattern.append(slash: ())
            case .slash:
                steps.append(pattern.step)
                pattern = SegmentPattern()
            }
        }
        guard pattern.takesRest, pattern.dropFinalSlash() else { return steps + [pattern.step] }
        return steps + [pattern.step, .literal([])]
    }
}

/// What a segment, or the rest of a path, must look like. Two rules whose patterns are equal share a branch of the tree,
/// and the one added first is tried first.
struct SegmentPattern: Sendable, Hashable {
    enum Piece: Sendable, Hashable {
        case literal([UInt8])
        case string(minimum: Int, maximum: Int?)
        case path
        case any([String])
        case int(isSigned: Bool)
        case float(isSigned: Bool)
        case uuid
        case own(name: String, ConverterArguments)
    }

    private(set) var pieces: [Piece] = []
    /// It takes everything up to the path's end, slashes included.
    private(set) var takesRest = false
    /// A slash may follow at the end: it is the rule's last one.
    private(set) var hasFinalSlash = false
    private(set) var weight = Weight()
    /// The converters behind `own` pieces, in order.
    private(set) var own: [OwnConverter] = []

    var step: RouteStep {
        guard !pieces.isEmpty else { return .literal([]) }
        if pieces.count == 1, case .literal(let bytes) = pieces[0] { return .literal(bytes) }
        return .pattern(self)
    }

    mutating func append(literal text: String) {
        weight.literals.append(-text.unicodeScalars.count)
        append(bytes: Array(text.utf8))
    }

    mutating func append(slash: Void) { append(bytes: [UInt8(ascii: "/")]) }

    private mutating func append(bytes: [UInt8]) {
        if case .literal(let before)? = pieces.last {
            pieces[pieces.count - 1] = .literal(before + bytes)
        } else {
            pieces.append(.literal(bytes))
        }
    }

    mutating func append(_ converter: VariableConverter) {
        weight.variables.append(converter.weight)
        takesRest = takesRest || converter.crossesSlashes
        switch converter {
        case .string(let minimum, let maximum): pieces.append(.string(minimum: minimum, maximum: maximum))
        case .path: pieces.append(.path)
        case .any(let choices): pieces.append(.any(choices))
        case .int(let limits): pieces.append(.int(isSigned: limits.isSigned))
        case .float(let limits): pieces.append(.float(isSigned: limits.isSigned))
        case .uuid: pieces.append(.uuid)
        case .own(let name, let arguments, let converter):
            pieces.append(.own(name: name, arguments))
            own.append(OwnConverter(name: name, arguments: arguments, converter: converter))
        }
    }

    /// Takes the rule's last slash off the pattern; false if there is none.
    mutating func dropFinalSlash() -> Bool {
        guard case .literal(var bytes)? = pieces.last, bytes.last == UInt8(ascii: "/") else { return false }
        bytes.removeLast()
        pieces.removeLast()
        if !bytes.isEmpty { pieces.append(.literal(bytes)) }
        hasFinalSlash = true
        return true
    }
}

/// The order in which the patterns of one place are tried: more literals first, then longer ones, then more variables,
/// then lighter converters (Werkzeug: Weighting).
struct Weight: Sendable, Hashable, Comparable {
    /// The literals' lengths, negated.
    var literals: [Int] = []
    var variables: [Int] = []

    static func < (a: Weight, b: Weight) -> Bool {
        if a.literals.count != b.literals.count { return a.literals.count > b.literals.count }
        if a.literals != b.literals { return a.literals.lexicographicallyPrecedes(b.literals) }
        if a.variables.count != b.variables.count { return a.variables.count > b.variables.count }
        return a.variables.lexicographicallyPrecedes(b.variables)
    }
}

/// A converter of the app's own, as a pattern uses it; equal if name and arguments are.
struct OwnConverter: Sendable, Hashable {
    var name: String
    var arguments: ConverterArguments
    var converter: any Converter

    static func == (a: OwnConverter, b: OwnConverter) -> Bool { a.name == b.name && a.arguments == b.arguments }

    func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(arguments)
    }
}

import TestSupport

/// A module of some ten small files, made of pieces that name each other, or reach each other without a name, and its random edits.
struct GeneratedModule: Equatable {
    /// What may stand in the place of a piece, in turn: values of types that are made in one place and used in another, where the types
    /// are not named. `%` is a number that changes nothing but a body.
    private static let always: [[String]] = [
        [
            "struct Thing { var a = 1; var b = 2 }",
            "struct Thing { var b = 2; var a = 1 }",
            "struct Thing { var a = 1; var b = 2; var c = \"x\" }",
            "struct Thing { var a: Int32 = 1; var b = 2.5 }",
            "final class Thing { var a = 1; var b = 2 }",
            "struct Thing: Hashable { var a = 1; private var z = 3; var b = 2 }",
        ],
        [
            "struct Other { var a = \"other\"; var b = 2; var c = 3 }",
            "struct Other { var b = 2; var a = \"other\" }",
        ],
        [
            "func makeThing() -> Thing { let x = Thing(); return x /* % */ }",
            "func makeThing() -> Other { let x = Other(); return x }",
            "func makeThing(_ x: Int = 4) -> Thing { _ = x + %; return Thing() }",
        ],
        ["struct Sum { var value = 1 }", "struct Sum { var first = 2; var value = \"s\"; var more = Other() }"],
        [
            "enum Kind: Int, CaseIterable { case a, b, c }",
            "enum Kind: Int, CaseIterable { case b, a = 5, c }",
            "enum Kind: Int, CaseIterable { case a\n    case c, b\n    case d }",
            "enum Kind: String, CaseIterable { case a, b = \"x\", c }",
        ],
        ["func makeKind() -> Kind { _ = %; return .c }"],
    ]

    /// Groups of pieces, of which some are there at a time.
    private static let named: [[[String]]] = [
        // Members.
        [
            ["func useThing() -> String { let x = makeThing(); return \"% \\(x.a) \\(x.b)\" }"],
            ["func sizeOfThing() -> Int { % + MemoryLayout.size(ofValue: makeThing()) }"],
            ["func copies() -> [Any] { let x = makeThing(); let y = [x, x]; return [y, x, %] }"],
            ["extension Thing { var described: String { \"%\" } }", "extension Thing { var described: Int { % } }"],
            ["extension Other { var described: String { \"%\" } }"],
            ["func useDescribed() -> String { \"\\(makeThing().described) %\" }"],
            ["func viaInterpolation() -> String { \"\\(\"inner \\(makeThing().a)\") {% }\" }"],
            ["func viaRaw() -> String { #\"{ \\#(makeThing().b) \\(makeOther) \"# + \"%\" }"],
        ],
        // Conformances that choose between overloads.
        [
            [
                "protocol Named { var name: String { get } }",
                "protocol Named { var name: String { get }; var nick: String { get } }",
                "protocol Named { var nick: String { get }; var name: String { get } }",
            ],
            [
                "extension Named { var name: String { \"%\" }; var nick: String { \"nick\" } }",
                "extension Named { var nick: String { \"nick\" }; var name: String { \"%\" }; func more() -> Int { 2 } }",
            ],
            ["", "extension Thing: Named {}", "extension Other: Named { var name: String { \"own\" } }"],
            [
                "func pick<T>(_ x: T) -> String { \"any%\" }\nfunc pick<T: Named>(_ x: T) -> String { x.name }",
                "func pick<T>(_ x: T) -> String { \"any%\" }",
                "func pick<T>(_ x: T) -> String { \"any%\" }\nfunc pick(_ x: Thing) -> Int { 3 }",
            ],
            ["func usePick() -> String { \"\\(pick(makeThing())) % \\(pick(3))\" }"],
        ],
        // Classes.
        [
            [
                "class Base { func first() -> Int { 1 }; func last() -> Int { % }; var stored = 1 }",
                "class Base { func last() -> Int { % }; func added() {}; func first() -> Int { 1 }; var stored = 1 }",
                "class Base { func first() -> Int { 1 }; func last() -> Int { % }; var extra = \"e\"; var stored = 1.5 }",
            ],
            [
                "class Middle: Base { override func last() -> Int { 2 + % }; var mid = 1 }",
                "class Middle: Base { var mid = Sum() }",
                "class Middle: Base { func own() {}; override func first() -> Int { % } }",
            ],
            [
                "class Leaf: Middle { var leaf = 1; func tip() -> String { \"%\" } }",
                "class Leaf: Base { func tip() -> Int { % } }",
            ],
            ["func makeLeaf() -> Leaf { _ = %; return Leaf() }"],
            ["func useLeaf() -> String { let l = makeLeaf(); return \"\\(l.last()) \\(l.stored) \\(l.tip()) %\" }"],
            ["func subclass() -> Int { class Local: Leaf { override func last() -> Int { % } }; return 3 }", ""],
        ],
        // Enumerations.
        [
            [
                "func useKind() -> String { switch makeKind() { case .a: \"a%\"; default: \"\\(makeKind().rawValue)\" } }"
            ],
            ["func allKinds() -> String { Kind.allCases.map { \"\\($0)=\\($0.rawValue)%\" }.joined() }"],
            [
                "enum Payload { case one(Thing), two(Kind?), none }",
                "indirect enum Payload { case one(Thing); case two(Payload, Sum) }",
                "enum Payload { case two(Int)\n    case one(Thing) }",
            ],
            ["func makePayload() -> Payload { _ = %; return .one(Thing()) }"],
            [
                "func usePayload() -> [Any] { let p = makePayload(); let q = [p, p]; return [q, p, MemoryLayout.size(ofValue: p), %] }"
            ],
        ],
        // Inferred types.
        [
            [
                "func makePair() -> (Int, Thing) { (%, Thing()) }",
                "func makePair() -> (String, Sum) { (\"%\", Sum()) }",
            ],
            [
                "nonisolated(unsafe) let (pairA, pairB) = makePair()",
                "nonisolated(unsafe) let (pairA, pairB) = makePair(), pairC = 3",
            ],
            ["func usePair() -> [Any] { let x = pairB; return [pairA, x, [x], %] }"],
            [
                "nonisolated(unsafe) let shared = makeThing()",
                "nonisolated(unsafe) let (shared, unshared): (Any, Int) = (makeThing(), 1)",
                "nonisolated(unsafe) let unshared = 1,\n    shared = makeLeaf()",
            ],
            ["func useShared() -> [Any] { let x = shared; return [x, [x], %] }"],
            [
                "nonisolated(unsafe) let lazily = { let inner = makeKind(); return inner }()",
                "nonisolated(unsafe) let lazily = [makeThing(), makeThing()]",
            ],
            ["func useLazily() -> [Any] { let x = lazily; return [x, [x], %] }"],
        ],
        // Aliases and generic types.
        [
            ["typealias Alias = Thing", "typealias Alias = Other", "typealias Alias = [Sum]"],
            ["func aliased() -> Alias { _ = %; return Alias() }"],
            ["func useAliased() -> [Any] { let x = aliased(); return [x, [x], %] }"],
            ["struct Box<T> { var t: T; var n = 1 }", "struct Box<T> { var n = 1; var m = 2; var t: T }"],
            [
                "func boxed() -> Box<Alias> { _ = %; return Box(t: Alias()) }",
                "func boxed() -> Box<Kind> { Box(t: .a) }",
            ],
            [
                "",
                "extension Box where T == Thing { var kind: String { \"thing%\" } }",
                "extension Box where T: RawRepresentable { var kind: Int { % } }",
            ],
            ["extension Box { var kind: String { \"any%\" } }"],
            ["func useBox() -> [Any] { let b = boxed(); return [b.kind, b, [b], %] }"],
        ],
        // Opaque results.
        [
            [
                "func opaque() -> some Collection { [1, %] }",
                "func opaque() -> some Collection { \"text%\" }",
                "func opaque() -> some Collection<Int> { func inner() -> [Int] { [%] }; return inner() }",
            ],
            ["func useOpaque() -> String { let x = opaque(); return \"\\(x) \\(x.count) %\" }"],
        ],
        // Nested types and implicit members.
        [
            [
                "struct Outer { struct Inner { var x = 1 }; static let zero = Inner(); static let one = Inner(x: 5) }",
                "struct Outer { struct Inner { var y = \"y\"; var x = 1; static var zero: Inner { Inner(x: %) } }; static let zero = Sum() }",
            ],
            [
                "func takeInner(_ x: Outer.Inner, _ n: Int = 1) -> Int { x.x + n + % }",
                "func takeInner(_ x: Outer.Inner) -> Int { % }",
            ],
            ["func useInner() -> Int { takeInner(.init(x: 3)) + % }"],
            [
                "extension Sum { init(_ text: String) { self.init(); _ = % } }",
                "extension Sum { init(_ text: String, n: Int = %) { self.init() } }",
            ],
            ["func makeSum() -> Sum { _ = %; return .init(\"x\") }"],
        ],
        // Default arguments and literals.
        [
            [
                "func standard(_ x: Int = 3) -> Int { x + % }",
                "func standard(_ x: Int = 4, y: Int = 1) -> Int { x + % }",
                "func standard(_ x: Double = 4) -> Double { x }",
            ],
            ["func useStandard() -> String { \"\\(standard()) %\" }"],
            [
                "struct Lit: ExpressibleByIntegerLiteral { var n: Int; init(integerLiteral n: Int) { self.n = n + % } }",
                "struct Lit: ExpressibleByIntegerLiteral { var m = \"\"; var n: Int64; init(integerLiteral n: Int64) { self.n = n } }",
            ],
            ["func literal(_ x: Lit) -> Lit { _ = %; return x }"],
            ["func useLiteral() -> [Any] { let x = literal(5); return [x, [x], %] }"],
        ],
        // What the compiler looks up.
        [
            [
                "struct Counting: Sequence, IteratorProtocol { mutating func next() -> Int? { % > 3 ? nil : 1 } }",
                "struct Counting: Sequence, IteratorProtocol { var n = 1; mutating func next() -> Thing? { nil } }",
                "struct Counting: Sequence, IteratorProtocol { var n = 1; mutating func next() -> Sum? { nil } }",
            ],
            ["func counting() -> Counting { _ = %; return Counting() }"],
            [
                "func useCounting() -> [Any] { var all: [Any] = [%]; for x in counting() { all.append(x) }; return all }"
            ],
            [
                "@dynamicMemberLookup struct Dynamic { subscript(dynamicMember name: String) -> Int { % } }",
                "@dynamicMemberLookup struct Dynamic { subscript(dynamicMember name: String) -> Sum { Sum() } }",
                "@dynamicMemberLookup struct Dynamic { subscript(dynamicMember name: String) -> Thing { Thing() }; var anything: Int { 4 } }",
            ],
            ["func dynamic() -> Dynamic { _ = %; return Dynamic() }"],
            ["func useDynamic() -> String { \"\\(dynamic().anything) %\" }"],
            ["func path() -> KeyPath<Other, Int> { _ = %; return \\.b }"],
            ["func usePath() -> Int { Other()[keyPath: path()] + % }"],
            ["", "extension Sum { func callAsFunction() -> Int { % } }"],
        ],
        // Names of the standard library's.
        [
            ["", "func min(_ a: Int, _ b: Int) -> String { \"own%\" }"],
            ["func useMin() -> String { \"\\(min(1, 2)) %\" }"],
            ["", "struct Optional { var own = % }", "fileprivate struct String2 { var own = % }"],
            ["func risky() throws -> Int { % }", "func risky() -> Thing { Thing() }"],
            ["func useRisky() -> [Any] { [(try? risky()) as Any, %] }"],
        ],
        // Members of types of other modules.
        [
            [
                "extension String { var slug: String { self + \"%\" } }",
                "extension String { var slug: Sum { Sum() } }",
                "extension String { func slug(_ n: Int = 3) -> Int { n + % } }",
                "extension Character { var slug: String { \"%\" } }",
            ],
            ["func useSlug() -> [Any] { let x = \"a\".slug; return [x, %] }"],
            [
                "nonisolated(unsafe) let slugged = [\"a\".slug]",
                "func slugged(_ x: String = \"\\(\"b\".slug)\") -> String { x }",
            ],
            ["func useSlugged() -> [Any] { let x = slugged; return [x, [x], %] }"],
            [
                "", "extension Substring { static let slug = 3.5 }",
                "extension StringProtocol { var slug: Double { % } }",
            ],
            [
                "extension Array where Element == Thing { var joined: Int { first!.b + % } }",
                "extension Array where Element == Thing { var joined: Kind { makeKind() }; var second: Int { % } }",
                "extension Array { var joined: Element { self[%] } }",
            ],
            ["extension Array where Element == Other { var joined: String { \"%\" } }", "func joined() -> Int { % }"],
            ["func useJoined() -> [Any] { let x = [makeThing()].joined; return [x, [x], %] }"],
            [
                "extension Int { struct Part { var x = 1 }; static var part: Part { Part(x: %) } }",
                "extension Int { struct Part { var y = \"\"; var x = 1 }; static let part = Part() }",
                "extension Int { typealias Part = Sum; static var part: Part { Part() } }",
            ],
            ["func usePart() -> [Any] { let x = Int.part; return [x, [x], %] }"],
        ],
        // Letters beyond ASCII.
        [
            [
                "func größe() -> Int { % }", "func größe() -> String { \"é%\" }",
                "func größe(_ ä: Int = 3) -> Thing { Thing() }",
            ],
            ["struct Änderung { var ähnlich = 1 }", "struct Änderung { var größer = 2.5; var ähnlich = \"ä\" }"],
            ["func 変更() -> Änderung { _ = %; return Änderung() }"],
            ["func useGröße() -> [Any] { let ж = größe(), y = 変更(); return [ж, [ж], y.ähnlich, %] }"],
        ],
        // Witnesses among them.
        [
            [
                "extension String: Shown {}", "", "extension Double: Shown {}",
                "extension Int: Shown { var shown: Int { % } }",
            ],
            [
                "protocol Shown { var shown: Int { get } }\nextension Shown { var shown: Int { 1 } }",
                "protocol Shown { var shown: String { get } }\nextension Shown { var shown: String { \"1\" } }",
                "protocol Shown {}\nextension Shown { var shown: Int { 1 } }",
            ],
            [
                "extension String { var shown: Int { count + % } }", "extension String { var shown: String { self } }",
                "extension String { func unshown() {} }",
                "extension Double { var shown: Int { % } }",
            ],
            ["func show<T: Shown>(_ x: T) -> Any { x.shown }\nfunc show(_ x: Any) -> Any { % }"],
            ["func useShow() -> [Any] { [show(\"a\"), show(1), show(1.5), %] }"],
        ],
        // Globals, stored properties and actors.
        [
            [
                "private let hidden = 1\nfunc reveal() -> Int { hidden + % }",
                "private let hidden = 1.5, other = 2\nfunc reveal() -> Int { other + % }",
            ],
            ["func useReveal() -> Int { reveal() + % }"],
            ["var counted: Int { get { % } set {} }", "nonisolated(unsafe) var counted = 3", "let counted = 2.5"],
            ["func useCounted() -> String { \"\\(counted) %\" }"],
            [
                "struct Wrapper { var thing = makeThing(), kind = makeKind() }",
                "struct Wrapper { lazy var thing = makeThing(); var kind = makeKind() }",
            ],
            ["func wrapper() -> Wrapper { _ = %; return Wrapper() }"],
            ["func useWrapper() -> [Any] { let w = wrapper(); return [w, [w], %] }"],
            [
                "actor Counter { var n = 1; func count() -> Int { n + % } }",
                "actor Counter { var m = \"\", n = 1; func count() -> Int { n } }",
            ],
            ["func useCounter() async -> Int { await Counter().count() + % }"],
            [
                "func body() -> Int { let x = %; return x }", "@MainActor func body() -> Int { % }",
                "@inlinable public func body() -> Int { % }",
            ],
            ["@MainActor func useBody() -> Int { body() + % }"],
        ],
    ]

    /// Groups that hold what is reached without a name, so that all is compiled when they change: seldom there.
    private static let unnamed: [[[String]]] = [
        // Extensions of types of other modules.
        [
            [
                "",
                "extension Array where Element == Thing { var total: String { \"things%\" } }",
                "extension [Other] { var total: Double { 1 } }",
            ],
            ["extension Collection { var total: Int { % } }"],
            ["func useTotal() -> String { \"\\([makeThing()].total) %\" }"],
            ["", "import Glibc"],
        ],
        // An extension of a nested type.
        [
            ["", "extension Outer.Inner { static var one: Self { .init(x: %) } }"]
        ],
        // Conformances of types of other modules.
        [
            [
                "extension Int: Labelled {}",
                "",
                "extension String: Labelled {}\nextension Int: Labelled { var label: Int { 9 } }",
            ],
            [
                "protocol Labelled { var label: Int { get } }\nextension Labelled { var label: Int { % } }",
                "protocol Labelled {}\nextension Labelled { var label: String { \"%\" } }",
            ],
            [
                "func label<T>(_ x: T) -> Int { 0 }\nfunc label<T: Labelled>(_ x: T) -> Int { x is Int ? 1 : 2 }",
                "func label(_ x: Any) -> Int { % }",
            ],
            ["func useLabel() -> Int { label(5) + label(\"%\") }"],
        ],
        // Interpolation.
        [
            [
                "",
                "extension DefaultStringInterpolation { mutating func appendInterpolation(_ x: Thing) { appendLiteral(\"%\") } }",
                "extension DefaultStringInterpolation { mutating func appendInterpolation(_ x: Other) { appendLiteral(\"%\") } }",
            ],
            ["func interpolate() -> String { \"\\(makeThing()) %\" }"],
        ],
        // Types of literals.
        [
            ["", "typealias FloatLiteralType = Float"],
            ["func literals() -> String { let n = 5.5; return \"\\(n) \\(MemoryLayout.size(ofValue: n)) %\" }"],
        ],
        // Operators.
        [
            [
                "func + (a: Thing, b: Thing) -> Thing { _ = %; return a }",
                "func + (a: Thing, b: Thing) -> Sum { Sum() }",
                "func + (a: Thing, b: Thing) -> Other { Other() }",
            ],
            ["func + (a: Other, b: Other) -> Sum { Sum() }"],
            ["func add() -> String { let s = makeThing() + makeThing(); return \"\\(s) %\" }"],
        ],
        // Subscripts.
        [
            [
                "extension Int { subscript(key: String) -> Sum { Sum() } }",
                "extension Int { subscript(key: String) -> Int { % } }",
                "extension Int { subscript(key: String) -> Other { Other() } }",
            ],
            ["func index() -> String { \"\\(5[\"a\"]) %\" }"],
        ],
        // Initialisers.
        [
            [
                "extension Bool { init(_ x: Int) { self = x > % } }",
                "extension Bool { init<T: BinaryInteger>(_ x: T, _ y: Sum = Sum()) { self = x > % } }",
            ],
            ["func converted() -> Bool { Bool(3) }"],
        ],
        // Precedences.
        [
            [
                "infix operator ***: MultiplicationPrecedence\nfunc *** (a: Int, b: Int) -> Int { a * b * % }",
                "infix operator ***: AdditionPrecedence\nfunc *** (a: Int, b: Int) -> Double { Double(a) }",
            ],
            ["func starred() -> String { \"\\(2 *** 3 + 4) %\" }"],
        ],
        // Patterns.
        [
            ["func ~= (a: Int, b: Thing) -> Bool { a == % }\nfunc ~= (a: Int, b: Other) -> Bool { a == % }"],
            ["func matched() -> Int { switch makeThing() { case 3: % ; default: 0 } }"],
        ],
    ]

    /// What a piece is at the moment: which of its texts, its number, its file, and whether a comment stands above it.
    private struct Piece: Equatable {
        var texts: [String]
        /// Of the groups of pieces without a name; nil of the others.
        var group: Int?
        var variant = 0
        var number = 0
        var file = 0
        var hasComment = false
        var fault: Fault?

        var text: String {
            let text = texts[variant].split(separator: "%", omittingEmptySubsequences: false).joined(
                separator: "\(number)")
            return (hasComment ? "// A comment.\n" : "") + (fault?.put(into: text) ?? text)
        }
    }

    /// What keeps a module from compiling.
    private enum Fault: CaseIterable {
        case type, syntax, absence

        func put(into text: String) -> String {
            switch self {
            case .type: text + "\nfunc faulty() -> Int { \"\" }"
            case .syntax: text + "\nfunc faulty( {"
            case .absence: "\n"
            }
        }
    }

    private var pieces: [Piece]
    /// The names of the files, by number.
    private var names: [String]
    private var groups: Set<Int>
    /// The group that every other edit is of: one that stays, or another whenever groups are exchanged.
    private var favoured: Int?
    private let staying: Int?

    /// - Parameter group: a group that is always there.
    init(files: Int = 16, with group: Int? = nil, using generator: inout SeededGenerator) {
        staying = group
        favoured = group
        names = (0..<files).map { "File\($0)" }
        pieces = GeneratedModule.always.map { Piece(texts: $0) }
        for (group, texts) in (GeneratedModule.named + GeneratedModule.unnamed).enumerated() {
            pieces += texts.map { Piece(texts: $0, group: group) }
        }
        groups = []
        for _ in 0..<4 { groups.insert(Int.random(in: GeneratedModule.named.indices, using: &generator)) }
        if let group { groups.insert(group) }
        let order = pieces.indices.shuffled(using: &generator)
        for (place, index) in order.enumerated() { pieces[index].file = place % files }
    }

    private func isThere(_ piece: Piece) -> Bool { piece.group.map { groups.contains($0) } ?? true }

    /// Content by name; a file without a piece is not there.
    var sources: [String: String] {
        var sources: [String: String] = [:]
        for piece in pieces where isThere(piece) && !piece.texts[piece.variant].isEmpty {
            sources["\(names[piece.file]).swift", default: ""] += piece.text + "\n"
        }
        return sources
    }

    /// Changes one thing; says what.
    mutating func edit(using generator: inout SeededGenerator) -> String {
        let all = pieces.indices.filter { isThere(pieces[$0]) }
        let favourites = Bool.random(using: &generator) ? all.filter { pieces[$0].group == favoured } : []
        let there = favourites.isEmpty ? all : favourites
        let index = there.randomElement(using: &generator)!
        switch Int.random(in: 0..<44, using: &generator) {
        case 0...4:
            pieces[index].number += 1
            return "body of \(pieces[index].text)"
        case 5, 6:
            pieces[index].hasComment.toggle()
            return "comment of \(pieces[index].text)"
        case 7, 8:
            pieces[index].file = names.indices.randomElement(using: &generator)!
            return "\(pieces[index].text) moved to \(names[pieces[index].file])"
        case 9:
            let file = pieces[index].file
            names[file] = "File\(file)x\(Int.random(in: 0..<4, using: &generator))"
            return "\(file) renamed to \(names[file])"
        case 10, 11: return exchangeGroup(using: &generator)
        case 12...15:
            pieces[index].fault = Fault.allCases.randomElement(using: &generator)!
            return "a fault: \(pieces[index].text)"
        default:
            let varied = there.filter { pieces[$0].texts.count > 1 }
            let index = varied.randomElement(using: &generator)!
            let count = pieces[index].texts.count
            pieces[index].variant = (pieces[index].variant + Int.random(in: 1..<count, using: &generator)) % count
            return "becomes \(pieces[index].text)"
        }
    }

    /// Takes a group out or puts one in; one in three that come is reached without names, and goes first.
    private mutating func exchangeGroup(using generator: inout SeededGenerator) -> String {
        let named = GeneratedModule.named.indices
        if let unnamed = groups.first(where: { !named.contains($0) }) {
            groups.remove(unnamed)
        } else if groups.count > 3, let group = groups.sorted().randomElement(using: &generator) {
            groups.remove(group)
        } else if Int.random(in: 0..<3, using: &generator) == 0 {
            groups.insert(named.count + GeneratedModule.unnamed.indices.randomElement(using: &generator)!)
        } else {
            groups.insert(named.randomElement(using: &generator)!)
        }
        if let staying { groups.insert(staying) }
        favoured = staying ?? groups.first { !named.contains($0) } ?? groups.sorted().randomElement(using: &generator)
        return "groups \(groups.sorted())"
    }
}

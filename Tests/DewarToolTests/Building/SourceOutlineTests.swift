import TestSupport
import Testing

@testable import DewarTool

@Suite("Outlines of sources") struct SourceOutlineTests {
    private func outline(_ text: String) -> ContentHash? { SourceOutline(of: Array(text.utf8))?.digest }

    @Test(
        "edits in bodies, comments and spaces leave the outline",
        arguments: [
            (#"func f() -> String { "a" }"#, #"func f() -> String { "b \(1 + 2)" }"#),
            ("struct S {\n  init() { x = 1 }\n}", "struct S {\n  init() { if y { x = 2 } }\n}"),
            ("func f() {} // one", "func f() {} // two"),
            ("/* { */ func f() { 1 }", "/* /* } */ */ func f() { 2 }"),
            (#"func f() { "}" }"#, #"func f() { "{" }"#),
            ("func f(_ x: Int = 3) { g { 1 } }", "func  f(_ x: Int = 3) { g { 2 } }"),
            ("func f() { g(\"a \\(h(\"}\"))\") }", "func f() { g(\"a \\(h(\"{\") { 1 })\") }"),
            (##"func f() { #"}\#(x("{"))"# }"##, ##"func f() { #"{ " \("# }"##),
            ("func f() { \"\"\"\n  } \"{\" \\(x)\n\"\"\" }", "func f() {}"),
            ("func f(_ x: Int) -> Int { x }", "func f(_ x: Int) -> Int { some(x) }"),
            ("let x = 1\nfunc f() {}", "let x = 1\n\n// A comment.\n\nfunc f() {}"),
        ])
    func stays(_ before: String, _ after: String) {
        #expect(outline(before) != nil)
        #expect(outline(before) == outline(after))
    }

    @Test(
        "whatever another file can see changes the outline",
        arguments: [
            ("func f() {}", "func f(_ x: Int) {}"),
            ("func f(_ x: Int = 3) {}", "func f(_ x: Int = 4) {}"),
            ("func f(_ x: () -> Int = { 3 }) {}", "func f(_ x: () -> Int = { 4 }) {}"),
            ("let x = { 1 }()", "let x = { 1.5 }()"),
            (
                "protocol P {\n  func f()\n  var x: Int { get }\n}",
                "protocol P {\n  func f()\n  var x: Int { get set }\n}"
            ),
            ("enum E { case a }", "enum E { case a, b }"),
            ("struct S { func f() {} }", "struct S { func f() {}; var x = 1 }"),
            ("let x = y.init { 1 }", "let x = y.init { 1.5 }"),
            ("func f() {}", "public func f() {}"),
            ("func f() {}\nlet x = 1", "func f() {}\nlet x = 2"),
            ("let x = \"a\"", "let x = \"b\""),
            ("func f() -> some P { 1 }", "func f() -> some P { 2.0 }"),
            ("@inlinable public func f() { 1 }", "@inlinable public func f() { 2 }"),
            ("let x = -y", "let x = - y"),
            ("let x = a\n-b", "let x = a -\nb"),
        ])
    func changes(_ before: String, _ after: String) { #expect(outline(before) != outline(after)) }

    @Test(
        "what it is not sure of has no outline",
        arguments: [
            "let x = /[{\"]/", "let x = #/[{\"]/#", "@Made func f() { 1 }", "#made { 1 }", "func f() {", "/* open",
            "\"open", ")",
            "\"\\", "\"\\(", "\"\\(a", "#\"\"\"#", "func √(x: Int) {}", "let a = b×c", "let e\u{301} = 1", "let 😀 = 1",
            "let x = “a”",
            "let\u{A0}x = 1", "// a comment\rfunc f() {}",
            "`a name`",
        ])
    func isUnsure(_ text: String) { #expect(outline(text) == nil) }

    private func names(_ text: String) throws -> DeclaredNames {
        try #require(SourceOutline(of: Array(text.utf8))).names
    }

    @Test(
        "every name that other files may use is found",
        arguments: [
            ("func f(_ x: Int) { let y = 1 }", "f"), ("let a = 1, b = g(1, 2), c: Int", "a b c"),
            ("let (a, b) = c, d = 2", "a b d"), ("var x: Int { get { 1 } set {} }, y = 2", "x y"),
            ("let a = { let q = 1; return q }(), b = 2", "a q b"), ("let a =\n    f(\n        1),\n    b = 2", "a b"),
            ("enum E { case a, b(Int, c: Int)\n    case d = 3, e = 4\n    indirect case g }", "E a b d e g"),
            ("struct S: A, B { static let `default` = 1; init() {}; subscript(i: Int) -> Int { i } }", "S default"),
            ("class C<T>: A { class func f() {}; class var v: Int { 1 } }", "C f v"),
            ("actor A { var n = 1 }", "A n"),
            ("typealias T = Int\nprotocol P { associatedtype U; var x: Int { get } }", "T P U x"),
            ("extension S: P where T: Q { var x: Int { 1 } }", "x"), ("let x = A<B, C>(), y = 1", "x y"),
            ("let x: A<B, [C]>, y: D<E>", "x y C"), ("let a = f(case: 1, func: 2), b = 3", "a b"),
            ("#if DEBUG\nlet a = 1\n#else\nlet b = 2\n#endif", "a b"), ("let x = await actor, y = 1", "x y"),
            ("let größe = 1, ñ = a\nfunc 名前(_ ж: Int) {}\nstruct Ärger { var été: 한글 }", "größe ñ 名前 Ärger été"),
        ])
    func finds(_ text: String, _ expected: String) throws {
        let found = try names(text).declared
        #expect(found == ContentHash.words(expected))
    }

    @Test(
        "what is reached without a name is noticed",
        arguments: [
            "func == (a: A, b: A) -> Bool { true }", "infix operator ***", "precedencegroup P {}",
            "struct S { static prefix func - (a: S) -> S { a } }", "typealias IntegerLiteralType = Double",
            "struct Array {}",
            "@main struct App {}", "extension [Int] {}", "extension A.B {}", "extension A? {}", "macro m() = n",
        ])
    func reachedWithoutName(_ text: String) throws { #expect(try names(text).isReachedWithoutName) }

    @Test(
        "what an extension adds beyond names is noticed: conformances, initialisers, subscripts, what the compiler looks for",
        arguments: [
            ("extension A { func f() {}; var x: Int { 1 } }", "A", "", ""),
            ("extension A where T: P { func f() {} }", "A", "", ""),
            ("extension A: P where T: Q { func f() {} }", "A", "A", ""),
            ("extension A: @unchecked P {}", "A", "A", ""),
            ("extension A<Int>: P {}", "A", "A", ""),
            ("extension [A: B]: P {}", "", "?", ""),
            ("extension [A: B] { struct C: P {} }", "", "", ""),
            ("extension A.B: P {}", "A", "?", ""),
            ("extension A.B { struct C: P {} }", "A", "", ""),
            ("extension A { init(x: Int) {} }", "A", "", "A"),
            ("extension A { struct B { subscript(x: Int) -> Int { x } } }\nextension C {}", "A C", "", "A"),
            ("extension A { func callAsFunction() {} }\nstruct B { init() {} }", "A", "", "A"),
        ])
    func beyondNames(_ text: String, _ extended: String, _ conforming: String, _ beyond: String) throws {
        let names = try names(text)
        #expect(names.extended == ContentHash.words(extended))
        #expect(names.conforming == (conforming == "?" ? [DeclaredNames.unreadable] : ContentHash.words(conforming)))
        #expect(names.extendedBeyondNames == ContentHash.words(beyond))
    }

    @Test("each source of the project's own skeletons has an outline", arguments: ["single", "factory", "api"])
    func skeletons(layout: String) throws {
        let features = layout == "factory" ? ["db"] : []
        let draft = try ProjectDraft(
            shop: Skeleton.named(layout, in: FrameworkSources(folder: Repository.root)), features: features)
        for file in draft.plan.files where file.path.hasSuffix(".swift") && !file.path.hasPrefix("Tests/") {
            #expect(SourceOutline(of: file.contents) != nil, "\(file.path)")
        }
    }

    @Test("types at the top are told from those that only one file or another type has")
    func types() throws {
        let text = """
            struct A { struct B {} }
            private struct C {}
            final class D {}
            fileprivate indirect enum E {}
            actor F {}
            #if DEBUG
            struct G {}
            #endif
            private let x = 1
            protocol H {}
            """
        #expect(try names(text).types == ContentHash.words("A D F H"))
    }
}

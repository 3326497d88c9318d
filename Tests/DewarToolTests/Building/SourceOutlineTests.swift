import Testing

@testable import DewarTool

@Suite("Outlines of sources") struct SourceOutlineTests {
    private func outline(_ text: String) -> ContentHash? { SourceOutline.digest(of: Array(text.utf8)) }

    @Test(
        "edits in bodies, comments and spaces leave the outline",
        arguments: [
            (#"func f() -> String { "a" }"#, #"func f() -> String { "b \(1 + 2)" }"#),
            ("struct S {\n  init() { x = 1 }\n}", "struct S {\n  init() { if y { x = 2 } }\n}"),
            ("func f() {} // one", "func f() {} // two"),
            ("/* { */ func f() { 1 }", "/* /* } */ */ func f() { 2 }"),
            (#"func f() { "}" }"#, #"func f() { "{" }"#),
            ("func f(_ x: Int = 3) { g { 1 } }", "func  f(_ x: Int = 3) { g { 2 } }"),
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
        ])
    func changes(_ before: String, _ after: String) { #expect(outline(before) != outline(after)) }

    @Test(
        "what it is not sure of has no outline",
        arguments: [
            "func f() -> some P { 1 }", "let x = /[{\"]/", "func f() { #\"}\"# }", "@Made func f() { 1 }",
            "#made { 1 }",
            "func f() {", "/* open", "\"open", "func f() { \"\\(g(\"}\"))\" }", ")", "\"\\",
        ])
    func isUnsure(_ text: String) { #expect(outline(text) == nil) }
}

import DewarHTTP
import Testing

/// What a client sends is read by code points: a combining mark (U+0301) behind a separator takes nothing from it.
struct CodePointTests {
    @Test("finds a mark that a combining one follows")
    func marks() {
        #expect("a/\u{301}b//".pieces(between: "/") == ["a", "\u{301}b", "", ""])
        let (before, behind) = "a:\u{301}b:c".cut(at: ":")
        #expect(before == "a" && behind == "\u{301}b:c")
        #expect("ab".cut(at: ":").behind == nil)
        #expect("/\u{301}x".begins(with: "/") && !"/".begins(with: "/x"))
        #expect("x.\u{301}a".ends(with: "\u{301}a") && !"a".ends(with: "xa"))
    }

    @Test("takes a password that begins with a combining mark")
    func password() {
        let login = Authorization(parsing: Authorization.basic("ada", "\u{301}x"))
        #expect(login?.username == "ada" && login?.password == "\u{301}x")
    }

    @Test("reads a parameter's value that begins with a combining mark")
    func parameter() {
        #expect(FieldSyntax.pairs(of: "a=\u{301}b").map(\.name) == ["a"])
        #expect(Authorization(parsing: "Digest a=\u{301}b")?.parameters.keys.sorted() == ["a"])
    }

    @Test("knows the fields of a part whose value begins with a combining mark")
    func part() throws {
        var parser = MultipartParser(boundary: "x")
        let body = "--x\r\nContent-Disposition: form-data; name=a\r\nX:\u{301}v\r\n\r\n1\r\n--x--\r\n"
        var fields: [String?] = []
        try parser.feed(Array(body.utf8)[...]) { if case .part(let head) = $0 { fields.append(head.headers["X"]) } }
        #expect(fields == ["\u{301}v"])
    }
}

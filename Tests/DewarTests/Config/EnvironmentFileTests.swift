import TestSupport
import Testing

@testable import Dewar

@Suite("Files like .env")
struct EnvironmentFileTests {
    @Test(
        "reads a value as shells and python-dotenv do",
        arguments: [
            ("A=1", "1"), ("A = 1 ", "1"), ("export A=1", "1"), ("A=", ""), ("A=a b", "a b"), ("A=a # b", "a"),
            ("A=a#b", "a#b"),
            ("A='a # b'", "a # b"), ("A=\"a\\nb\\\"\"", "a\nb\""), ("A='a\\nb'", "a\\nb"),
            ("A=\"two\nlines\"", "two\nlines"),
            ("A=\"x\" # y", "x"), ("A=a=b", "a=b"), ("A=\"\"", ""), ("A=é", "é"), ("\n\n# x\nA=1\r\n", "1"),
            ("A=${B}x", "bx"),
            ("A=\"${B}\"", "b"), ("A='${B}'", "${B}"), ("A=${NO:-d}", "d"), ("A=${NO}", ""), ("A=${B", "${B"),
            ("A=# c", ""),
        ])
    func value(text: String, expected: String) {
        var file = EnvironmentFile(text, known: ["B": "b"])
        let entries = file.parse()
        #expect(entries.first { $0.name == "A" }?.value == expected)
        #expect(file.badLines.isEmpty)
    }

    @Test("leaves out lines that it does not understand, and goes on")
    func badLines() {
        var file = EnvironmentFile("A=1\nnonsense\nB='open\nC=3\n=x\nD=\"a\"b\nE=5\n")
        #expect(file.parse().map(\.name) == ["A", "C", "E"])
        #expect(file.badLines == [2, 3, 5, 6])
    }

    @Test("takes every part of a file without harm")
    func everyPrefix() {
        let text = "A=\"x\\\"${B:-c}\"\nexport B='y'\n# c\nC=${A} # d\n"
        for end in text.indices {
            var file = EnvironmentFile(String(text[..<end]))
            _ = file.parse()
        }
    }
}

import Testing

@testable import DewarTool

@Suite("The compiler's messages")
struct DiagnosticTests {
    @Test("are read with their place, their frame and their notes")
    func parsed() throws {
        let all = Diagnostic.parse(
            """
            /hello/app.swift:5:14: error: cannot find 'naem' in scope
                "Hello \\(naem)"
                         ^~~~
            /hello/app.swift:2:5: note: did you mean: this
            var x = 1
                ^
            /hello/app.swift:7:1: warning: unused
            ld.lld: error: undefined symbol: nothing
            """)
        #expect(all.map(\.severity) == [.error, .warning, .error])
        let first = try #require(all.first)
        #expect(first.place == Diagnostic.Place(file: "/hello/app.swift", line: 5, column: 14))
        #expect(first.frame?.marks == "             ^~~~")
        #expect(first.notes.map(\.message) == ["did you mean: this"])
        #expect(all.last?.message == "undefined symbol: nothing" && all.last?.place == nil)
    }

    @Test("are kept once when two compilers say the same")
    func twice() {
        let line = "a.swift:1:1: error: no such module 'GRDB'\n"
        #expect(Diagnostic.parse(line + line).count == 1)
    }

    @Test(
        "are not found in what is none",
        arguments: ["", "\n\n", "error", "a: b: c", "x:1:2: remark: fine", ":::: error"])
    func none(_ text: String) { #expect(Diagnostic.parse(text).isEmpty) }
}

@Suite("Command lines of the drivers")
struct CommandLineTests {
    @Test(
        "are split as a shell splits them",
        arguments: [
            ("a b  c", ["a", "b", "c"]), ("\"a b\" c", ["a b", "c"]), ("'a\"b' \\\"c", ["a\"b", "\"c"]),
            ("a\\ b", ["a b"]), ("\"\"", [""]), ("", []), ("\"a", ["a"]),
        ])
    func split(_ line: String, _ words: [String]) { #expect(splitCommandLine(line) == words) }
}

@Suite("Autolink entries")
struct AutolinkEntriesTests {
    /// An ELF object with two sections: the names, and the entries.
    private func object(_ entries: String) -> [UInt8] {
        func number(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        let names = [0] + Array(".swift1_autolink_entries".utf8) + [0]
        let body = Array(entries.utf8)
        let table = 64 + names.count + body.count
        func section(_ name: Int, _ offset: Int, _ size: Int) -> [UInt8] {
            number(name, 4) + number(1, 4) + number(0, 16) + number(offset, 8) + number(size, 8) + number(0, 24)
        }
        let head =
            [0x7f, 0x45, 0x4c, 0x46, 2, 1] + number(0, 34) + number(table, 8) + number(0, 10) + number(64, 2)
            + number(2, 2) + number(0, 2)
        return head + names + body + section(0, 64, names.count) + section(1, 64 + names.count, body.count)
    }

    @Test("are what the object asks the linker for")
    func read() {
        #expect(AutolinkEntries.read(from: object("-lswiftCore\0-lGRDB\0")) == ["-lswiftCore", "-lGRDB"])
    }

    @Test("are none in a file that is cut off anywhere or has any byte wrong")
    func hostile() {
        let whole = object("-lswiftCore\0")
        for end in 0..<whole.count { _ = AutolinkEntries.read(from: Array(whole[..<end])) }
        for index in whole.indices {
            for value: UInt8 in [0, 0x7f, 0xff] {
                var broken = whole
                broken[index] = value
                _ = AutolinkEntries.read(from: broken)
            }
        }
    }
}

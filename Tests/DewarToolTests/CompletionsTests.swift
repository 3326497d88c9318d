import DewarLinux
import TestSupport
import Testing

@testable import DewarTool

@Suite("Completions") struct CompletionsTests {
    @Test("name every command and every flag", arguments: Completions.Shell.allCases.map(\.rawValue))
    func complete(shell: String) {
        let script = dewar("completions", shell).output
        for command in CommandOutline.all {
            #expect(script.contains(command.manual.name))
            for flag in command.flags.flatMap(\.names).filter({ $0.hasPrefix("--") }) {
                #expect(script.contains(flag.dropFirst(2)))
            }
        }
    }

    /// A line, what bash offers for it, and what fish does where that is written in another way.
    private static let lines: [(String, [String], fish: [String]?)] = [
        ("dewar n", ["new"], nil),
        ("dewar --", ["--help", "--version"], nil),
        ("dewar new ", [], nil),
        ("dewar new --l", ["--layout", "--list"], nil),
        ("dewar new --layout ", ["api", "factory", "single"], nil),
        ("dewar new --layout=fa", ["factory"], ["--layout=factory"]),
        ("dewar new --layout api --with d", ["db", "docker"], nil),
        ("dewar add ", ["blueprint"], nil),
        ("dewar add blueprint ", [], ["blueprint"]),
        ("dewar routes --sort ", ["endpoint", "match", "rule"], nil),
        ("dewar serve --port ", [], nil),
        ("dewar serve app.s", ["app.swift"], nil),
        ("dewar build --output app.s", ["app.swift"], nil),
        ("dewar test --", ["--filter", "--help", "--watch"], nil),
        ("dewar help r", ["render", "routes", "run"], nil),
    ]

    private func offered(_ shell: String, _ words: [String]) throws -> [String] {
        let folder = try TemporaryDirectory()
        try folder.write("", to: "app.swift")
        let result = try Jobs.run(Job("/usr/bin/env", [shell] + words, directory: folder.path, keepsErrors: false))
        return (result?.text ?? "").split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }.sorted()
    }

    @Test("offer in bash what may stand there, and nothing where nobody can know")
    func bash() throws {
        let script = Completions.script(for: .bash)
        for (line, expected, _) in Self.lines {
            let words = line.replacing("=", with: " = ").split(separator: " ").map { "'\($0)'" }
            let last = line.hasSuffix(" ") ? ["''"] : []
            let ask = """
                COMP_WORDS=(\((words + last).joined(separator: " "))) COMP_CWORD=\(words.count + last.count - 1)
                _dewar 2>/dev/null
                printf '%s\\n' "${COMPREPLY[@]}"
                """
            #expect(try offered("bash", ["-c", script + ask]) == expected, "\(line)")
        }
    }

    @Test("offer the same in fish", .enabled(if: Files.isFile("/usr/bin/fish")))
    func fish() throws {
        let script = Completions.script(for: .fish)
        for (line, expected, fish) in Self.lines {
            #expect(try offered("fish", ["-c", script + "complete -C '\(line)'"]) == fish ?? expected, "\(line)")
        }
    }

    @Test("offer the layouts and features that there are")
    func skeletons() throws {
        let sources = FrameworkSources(folder: Repository.root)
        #expect(try Skeleton.bundled(in: sources).map(\.manifest.name).sorted() == Skeleton.layouts.sorted())
        #expect(try Features.all(in: sources).map(\.manifest.name) == Features.names.sorted())
    }

    @Test("are refused for a shell that is none of the three")
    func unknown() {
        let outcome = dewar("completions", "zhs")
        #expect(outcome.status == .wrongUsage && outcome.errors.hasSuffix("hint: did you mean `zsh`?\n"))
        #expect(dewar("completions").status == .wrongUsage)
    }

    @Test("have a manual page beside them, in which no line of text is taken for a request")
    func manual() {
        let page = dewar("man").output
        #expect(page.hasPrefix(".TH DEWAR 1 "))
        let requests = Set(page.split(separator: "\n").filter { $0.hasPrefix(".") }.map { $0.prefix { $0 != " " } })
        #expect(requests == [".TH", ".SH", ".SS", ".B", ".I", ".TP", ".PP"])
    }
}

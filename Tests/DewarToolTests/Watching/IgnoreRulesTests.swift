import Testing

@testable import DewarTool

@Suite("Ignore rules")
struct IgnoreRulesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var rules: String
        var path: String
        var isFolder = false
        var isIgnored: Bool
        var testDescription: String { "\(rules.replacing("\n", with: " ")) : \(path)" }
    }

    @Test(
        "read .gitignore as git does",
        arguments: [
            Case(rules: "*.log", path: "a/b.log", isIgnored: true),
            Case(rules: "*.log", path: "a/b.logs", isIgnored: false),
            Case(rules: "/out", path: "out", isFolder: true, isIgnored: true),
            Case(rules: "/out", path: "a/out", isFolder: true, isIgnored: false),
            Case(rules: "out/", path: "out", isIgnored: false),
            Case(rules: "out/", path: "a/out", isFolder: true, isIgnored: true),
            Case(rules: "a/*.txt", path: "a/b.txt", isIgnored: true),
            Case(rules: "a/*.txt", path: "a/c/b.txt", isIgnored: false),
            Case(rules: "a/**/b", path: "a/b", isIgnored: true),
            Case(rules: "a/**/b", path: "a/x/y/b", isIgnored: true),
            Case(rules: "**/b.txt", path: "x/b.txt", isIgnored: true),
            Case(rules: "*.html\n!index.html", path: "index.html", isIgnored: false),
            Case(rules: "!index.html\n*.html", path: "index.html", isIgnored: true),
            Case(rules: "# a comment\n\n", path: "# a comment", isIgnored: false),
            Case(rules: "\\#x", path: "#x", isIgnored: true),
            Case(rules: "file[0-9].c", path: "file7.c", isIgnored: true),
            Case(rules: "file[!0-9].c", path: "file7.c", isIgnored: false),
            Case(rules: "a?c", path: "abc", isIgnored: true),
            Case(rules: "a?c", path: "a/c", isIgnored: false),
            Case(rules: "broken[", path: "broken[", isIgnored: false),
            Case(rules: "", path: "node_modules", isFolder: true, isIgnored: true),
            Case(rules: "", path: "a/.git", isFolder: true, isIgnored: true),
            Case(rules: "", path: "app.swift~", isIgnored: true),
            Case(rules: "", path: "4913", isIgnored: true),
            Case(rules: "", path: ".app.swift.swp", isIgnored: true),
            Case(rules: "", path: "app.swift", isIgnored: false),
            Case(rules: ".env\n.env.*", path: ".env", isIgnored: false),
            Case(rules: ".env", path: "a/.env", isIgnored: true),
            Case(rules: "instance/", path: "instance", isFolder: true, isIgnored: false),
            Case(rules: "instance/", path: "instance/config.json", isIgnored: false),
            Case(rules: "", path: "instance/shop.sqlite-wal", isIgnored: true),
        ])
    func patterns(_ test: Case) {
        var rules = IgnoreRules()
        rules.add(test.rules, in: "")
        #expect(rules.ignores(test.path, isFolder: test.isFolder) == test.isIgnored)
    }

    @Test("hold below the folder of their file alone")
    func nested() {
        var rules = IgnoreRules()
        rules.add("/generated", in: "web")
        #expect(rules.ignores("web/generated", isFolder: true))
        #expect(!rules.ignores("generated", isFolder: true))
        rules.forget(folder: "web")
        #expect(!rules.ignores("web/generated", isFolder: true))
    }
}

import DewarLinux
import TestSupport
import Testing

@testable import DewarTool

@Suite("A skeleton of one's own") struct OwnSkeletonTests {
    let folder: TemporaryDirectory
    let sources = FrameworkSources(folder: Repository.root)

    init() throws {
        folder = try TemporaryDirectory()
        try folder.write("{{ name }}", to: "skeleton/a.txt.jinja")
    }

    private func manifest(_ members: String) throws {
        try folder.write(#"{"name":"s","description":"d",\#(members)}"#, to: "skeleton/skeleton.json")
    }

    private func draft(
        _ answers: [String] = [], features: [String] = [], ask: ((String, String) -> String?)? = nil
    ) throws -> ProjectDraft {
        try ProjectDraft(
            shop: Skeleton(at: folder.path("skeleton")), features: features, given: answers, ask: ask)
    }

    private func paths(_ answers: [String] = []) throws -> [String] {
        try draft(answers).plan.files.map(\.path).filter { $0 != ProjectRecord.fileName }.sorted()
    }

    private static let typed = """
        "questions": [
          {"name": "port", "question": "Port?", "type": "number", "default": 80},
          {"name": "tls", "question": "TLS?", "type": "boolean", "default": false},
          {"name": "store", "question": "Store?", "type": "choice", "default": "file", "choices": ["file", "memory"],
           "when": "tls"}
        ]
        """

    @Test("takes numbers, yes and no, and one of several choices")
    func types() throws {
        try manifest(Self.typed)
        try folder.write("{{ port + 1 }} {{ 'on' if tls else 'off' }} {{ store }}", to: "skeleton/t.jinja")
        func text(_ answers: String...) throws -> String {
            String(decoding: try draft(answers).plan.files.first { $0.path == "t" }?.contents ?? [], as: UTF8.self)
        }
        #expect(try text() == "81 off file")
        #expect(try text("port=8", "tls=yes", "store=memory") == "9 on memory")
        for (answer, question, expected) in [
            ("x", "port", "a whole number"), ("perhaps", "tls", "yes or no"), ("disk", "store", "file or memory"),
        ] {
            #expect(throws: SkeletonFault.badAnswer(answer, question: question, expected: expected)) {
                try text("\(question)=\(answer)")
            }
        }
    }

    @Test("asks a person what was not answered, once more after nonsense, and only where the condition holds")
    func asking() throws {
        try manifest(Self.typed)
        var typed = ["eighty", "8080", ""]
        var asked: [String] = []
        let draft = try draft(ask: { question, fallback in
            asked.append("\(question) [\(fallback)]")
            return typed.isEmpty ? nil : typed.removeFirst()
        })
        #expect(
            asked == ["Port? (a whole number) [80]", "Port? (a whole number) [80]", "TLS? (yes or no) [no]"])
        #expect(draft.record.answers == ["port": .number(8080), "tls": .flag(false), "store": .text("file")])
    }

    @Test("leaves out files and folders whose condition does not hold, and copies what it is told to")
    func conditions() throws {
        try manifest(
            Self.typed
                + #","conditions":[{"path":"tls","when":"tls"},{"path":"b.txt","when":"port > 100"}],"copy":["raw"]"#)
        for path in ["tls/key.txt", "tls-notes.txt", "b.txt.jinja", "raw/x.jinja"] {
            try folder.write("{{ name }}", to: "skeleton/\(path)")
        }
        #expect(try paths() == ["a.txt", "raw/x.jinja", "tls-notes.txt"])
        #expect(
            try paths(["tls=yes", "port=443"])
                == ["a.txt", "b.txt", "raw/x.jinja", "tls/key.txt", "tls-notes.txt"].sorted())
    }

    @Test("brings features of its own, each above the line that is marked for it")
    func features() throws {
        try manifest(#""features":["mail","log"]"#)
        try folder.write("one\n  // dewar: here\nend\n", to: "skeleton/main.swift")
        for feature in ["mail", "log"] {
            try folder.write(
                #"{"name":"x","description":"","insertions":[{"path":"main.swift","mark":"here","lines":["use(\#(feature), {{ features | length }})"]}]}"#,
                to: "skeleton/features/\(feature)/skeleton.json")
            try folder.write("", to: "skeleton/features/\(feature)/\(feature).txt")
        }
        let plan = try draft(features: ["mail", "log"]).plan
        let main = plan.files.first { $0.path == "main.swift" }?.contents ?? []
        #expect(String(decoding: main, as: UTF8.self) == "one\n  use(mail, 0)\n  use(log, 1)\n  // dewar: here\nend\n")
        #expect(plan.files.map(\.path).contains("mail.txt"))
        #expect(throws: SkeletonFault.unknownFeature("mial", layout: "s", known: ["mail", "log"])) {
            try draft(features: ["mial"])
        }
    }

    @Test("cannot bring files from outside along, by a link to them")
    func links() throws {
        try folder.write("secret", to: "secret.txt")
        try Files.link(folder.path("skeleton/out.txt"), to: folder.path("secret.txt"))
        #expect(throws: SkeletonFault.strangeFile("out.txt")) { try paths() }
        Files.remove(folder.path("skeleton/out.txt"))
        try Files.link(folder.path("skeleton/in.txt"), to: "a.txt.jinja")
        #expect(try paths() == ["a.txt", "in.txt"])
        try Files.link(folder.path("skeleton/dead"), to: "nowhere")
        #expect(throws: SkeletonFault.strangeFile("dead")) { try paths() }
    }

    @Test("cannot insert lines into a file outside the project", arguments: ["../x", "a/../../x", ".git/config"])
    func insertionsOutside(path: String) throws {
        try manifest(#""features":["f"]"#)
        try folder.write(
            #"{"name":"f","description":"","insertions":[{"path":"\#(path)","mark":"m","lines":["x"]}]}"#,
            to: "skeleton/features/f/skeleton.json")
        #expect(throws: SkeletonFault.self) { try draft(features: ["f"]) }
    }

    @Test("is checked: each mistake is told with its place")
    func check() throws {
        func faults(_ members: String) throws -> [String] {
            try manifest(members)
            return SkeletonCheck(try Skeleton(at: folder.path("skeleton")), sources).faults.map { "\($0)" }
        }
        func fault(_ place: String, _ why: String) -> String {
            "\(SkeletonFault.manifest(path: "skeleton.json, \(place)", why: why))"
        }
        #expect(try faults(Self.typed) == [])
        #expect(
            try faults(#""questons": [], "copy": [], "files": [{"path": "a.txt", "note": "", "nte": 1}]"#)
                == ["files[0].nte", "questons"].map { fault($0, "a manifest has no such member") })
        #expect(
            try faults(
                """
                "questions": [
                  {"name": "Bad-Name", "question": "", "default": ""}, {"name": "name", "question": "", "default": ""},
                  {"name": "x", "question": "", "type": "number", "default": "y"},
                  {"name": "x", "question": "", "type": "choice", "default": "z"}
                ],
                "conditions": [{"path": "nothing", "when": "true"}], "copy": ["none.txt"]
                """)
                == [
                    fault("questions[0].name", "`Bad-Name` is no variable: a to z, digits and _, a letter first"),
                    fault("questions[1].name", "`name` is Dewar's own"),
                    fault("questions[2].default", "`y` is not a whole number"),
                    fault("questions[3].name", "`x` is asked twice"),
                    fault("questions[3].choices", "a choice has at least one"),
                    fault("conditions[0].path", "there is no `nothing` in the skeleton"),
                    fault("copy[0]", "there is no `none.txt` in the skeleton"),
                ])
        try folder.write("{% if tls %}{{ nmae }}{% endif %}", to: "skeleton/b.txt.jinja")
        #expect(try faults(Self.typed).count == 1, "a mistake behind an answer is found")
    }

    @Test("comes from a git repository, at a tag or a commit, and nothing of it is run")
    func repository() throws {
        let runner = CommandRunner(environment: ["GIT_CONFIG_GLOBAL": "/dev/null"])
        func git(_ words: String...) throws {
            let identity = ["-c", "user.name=a", "-c", "user.email=a@b"]
            let outcome = try runner.run("/usr/bin/env", ["git"] + identity + words, in: folder.path("skeleton"))
            try #require(outcome.exit == .code(0), "\(outcome.errors)")
        }
        try git("init", "-q")
        try folder.write("#!/bin/sh\ntouch \(folder.path("ran"))", to: "skeleton/hooks/post-checkout")
        try git("add", "-A")
        try git("commit", "-q", "-m", "one")
        try git("tag", "v1")
        try folder.write("", to: "skeleton/later.txt")
        try git("add", "-A")
        try git("commit", "-q", "-m", "two")
        let address = "file://\(folder.path("skeleton"))"
        let tagged = try SkeletonRepository(address, at: "v1")
        defer { tagged.remove() }
        #expect(try Skeleton(at: tagged.folder).sources().map(\.path) == ["a.txt.jinja", "hooks/post-checkout"])
        let commit = try SkeletonRepository(address, at: tagged.commit)
        #expect(commit.commit == tagged.commit)
        commit.remove()
        #expect(!Files.isFolder(commit.folder))
        #expect(Files.facts(folder.path("ran")) == nil)
        #expect(throws: SkeletonFault.noReference("v9", address)) { try SkeletonRepository(address, at: "v9") }
        #expect(throws: SkeletonFault.noReference("--upload-pack=x", address)) {
            try SkeletonRepository(address, at: "--upload-pack=x")
        }
        #expect(throws: SkeletonFault.self) {
            try SkeletonRepository("ext::sh -c touch% \(folder.path("ran")) ://", at: nil)
        }
        #expect(Files.facts(folder.path("ran")) == nil)
    }
}

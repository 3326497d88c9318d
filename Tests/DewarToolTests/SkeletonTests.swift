import DewarLinux
import TestSupport
import Testing

@testable import DewarTool

@Suite("A skeleton") struct SkeletonTests {
    let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    private func plan(_ name: String = "my-shop", answers: [String] = []) throws -> ProjectPlan {
        let skeleton = try Skeleton(at: folder.path("skeleton"))
        var variables = Variables(name: try ProjectName(name), sources: FrameworkSources(folder: "/d"), vendor: nil)
        var questionnaire = Questionnaire(given: answers)
        try questionnaire.answer([skeleton.manifest], &variables)
        return try ProjectPlan(skeleton, variables)
    }

    private func texts(_ plan: ProjectPlan) -> [String: String] {
        Dictionary(uniqueKeysWithValues: plan.files.map { ($0.path, String(decoding: $0.contents, as: UTF8.self)) })
    }

    @Test("renders what ends in .jinja, and copies all else byte for byte")
    func rendering() throws {
        try folder.write("name = {{ name }}, module = {{ module }}", to: "skeleton/config.txt.jinja")
        try folder.write("{{ name }} {% if %}", to: "skeleton/templates/page.html")
        try Files.write([0xff, 0x00, 0x7b, 0x7b], to: folder.path("skeleton/picture.png"))
        let plan = try plan()
        #expect(texts(plan)["config.txt"] == "name = my-shop, module = my_shop")
        #expect(texts(plan)["templates/page.html"] == "{{ name }} {% if %}")
        #expect(plan.files.first { $0.path == "picture.png" }?.contents == [0xff, 0x00, 0x7b, 0x7b])
    }

    @Test("may hold variables in the names of files and folders")
    func names() throws {
        try folder.write("", to: "skeleton/Sources/{{ module }}/{{ name }}.swift")
        #expect(try plan().files.map(\.path) == ["Sources/my_shop/my-shop.swift"])
    }

    @Test("keeps which files can be run, and takes nothing of version control or builds")
    func permissions() throws {
        try folder.write("#!/bin/sh", to: "skeleton/run")
        try Files.write("#!/bin/sh".utf8, to: folder.path("skeleton/go"), permissions: 0o755)
        for left in [".git/config", ".build/x", ".DS_Store"] {
            try folder.write("x", to: "skeleton/\(left)")
        }
        #expect(try plan().files.map(\.path) == ["go", "run"])
        #expect(try plan().files.map(\.isExecutable) == [true, false])
    }

    @Test("asks questions, which have defaults and are answered by name")
    func answers() throws {
        try folder.write(
            #"{"name":"s","description":"d","questions":[{"name":"title","question":"?","default":"The {{ name }}"}]}"#,
            to: "skeleton/skeleton.json")
        try folder.write("{{ title }}", to: "skeleton/t.jinja")
        #expect(try texts(plan())["t"] == "The my-shop")
        #expect(try texts(plan(answers: ["title=A = {{ name }}"]))["t"] == "A = {{ name }}")
        #expect(throws: SkeletonFault.unknownAnswer("titel=x", known: ["title"])) { try plan(answers: ["titel=x"]) }
        #expect(throws: SkeletonFault.unknownAnswer("title", known: ["title"])) { try plan(answers: ["title"]) }
    }

    @Test(
        "cannot place a file outside the project, whatever it is answered",
        arguments: ["..", ".", "a/b", "/etc", "../../x", "", "\u{0}", "a\nb", ".git", ".GIT"])
    func escapes(answer: String) throws {
        try folder.write(
            #"{"name":"s","description":"d","questions":[{"name":"part","question":"?","default":"x"}]}"#,
            to: "skeleton/skeleton.json")
        try folder.write("", to: "skeleton/{{ part }}/file")
        #expect(throws: SkeletonFault.name(path: "{{ part }}/file", rendered: answer)) {
            try plan(answers: ["part=\(answer)"])
        }
    }

    @Test("tells which of its files cannot be rendered")
    func templateError() throws {
        try folder.write("{{ nmae }}", to: "skeleton/a.txt.jinja")
        #expect(throws: SkeletonFault.self) { try plan() }
        try Files.write([0x7b, 0xff], to: folder.path("skeleton/a.txt.jinja"))
        #expect(throws: SkeletonFault.template(path: "a.txt.jinja", why: "it is no UTF-8 text")) { try plan() }
    }

    @Test("makes no file twice")
    func twice() throws {
        try folder.write("", to: "skeleton/a.txt.jinja")
        try folder.write("", to: "skeleton/a.txt")
        #expect(throws: SkeletonFault.twice(path: "a.txt")) { try plan() }
    }

    @Test(
        "has a manifest that is told what it lacks",
        arguments: [
            ("{}", "it has no \"name\""),
            (#"{"name":1,"description":""}"#, "\"name\" is of the wrong kind"),
            ("[]", "it is no JSON object"),
            ("", "it is no JSON, line 1: the text ends where a value is due"),
        ])
    func manifest(json: String, why: String) throws {
        try folder.write(json, to: "skeleton/skeleton.json")
        #expect(throws: SkeletonFault.manifest(path: folder.path("skeleton/skeleton.json"), why: why)) { try plan() }
    }
}

import DewarLinux
import TestSupport
import Testing

@testable import DewarTool

@Suite("A project's place") struct PlacementTests {
    let folder: TemporaryDirectory
    let plan: ProjectPlan

    init() throws {
        folder = try TemporaryDirectory()
        try folder.write("hello", to: "skeleton/deep/down/file.txt")
        try Files.write("x".utf8, to: folder.path("skeleton/run"), permissions: 0o755)
        try Files.makeFolder(folder.path("work"))
        let variables = Variables(name: try ProjectName("x"), sources: FrameworkSources(folder: "/d"), vendor: nil)
        plan = try ProjectPlan(Skeleton(at: folder.path("skeleton")), variables)
    }

    @Test("holds the project after one step, and nothing beside it")
    func whole() throws {
        try Placement(folder.path("work/new")).place(plan)
        #expect(try folder.names("work") == ["new"])
        #expect(try folder.text("work/new/deep/down/file.txt") == "hello")
        #expect(Files.facts(folder.path("work/new/run"))?.permissions == 0o755)
    }

    @Test("may be an empty folder")
    func empty() throws {
        try Files.makeFolder(folder.path("work/new"))
        try Placement(folder.path("work/new")).place(plan)
        #expect(try folder.names("work/new") == ["deep", "run"])
    }

    @Test("is refused where a file or a full folder is, or where there is no folder to hold it")
    func refused() throws {
        try folder.write("mine", to: "work/full/file")
        #expect(throws: PlacementFault.notEmpty(folder.path("work/full"))) { try Placement(folder.path("work/full")) }
        #expect(throws: PlacementFault.notAFolder(folder.path("work/full/file"))) {
            try Placement(folder.path("work/full/file"))
        }
        #expect(throws: PlacementFault.noParent(folder.path("nowhere"))) { try Placement(folder.path("nowhere/x")) }
    }

    @Test("is left untouched where something appears in it meanwhile")
    func race() throws {
        let placement = try Placement(folder.path("work/new"))
        try folder.write("mine", to: "work/new/file")
        #expect(throws: PlacementFault.notEmpty(folder.path("work/new"))) { try placement.place(plan) }
        #expect(try folder.names("work") == ["new"])
        #expect(try folder.names("work/new") == ["file"])
    }

    @Test("holds copies of other files and folders, wherever they are to lie")
    func copies() throws {
        let place = (folder.path("skeleton/run"), "Vendor/dewar/run")
        try Placement(folder.path("work/new")).place(
            plan, copying: [place, (folder.path("skeleton/deep"), "Vendor/dewar/deep")])
        #expect(try folder.names("work/new/Vendor/dewar") == ["deep", "run"])
        #expect(try folder.text("work/new/Vendor/dewar/deep/down/file.txt") == "hello")
    }

    @Test("is left empty where the project cannot be copied whole")
    func failure() throws {
        let placement = try Placement(folder.path("work/new"))
        #expect(throws: PlacementFault.self) {
            try placement.place(plan, copying: [(folder.path("nowhere"), "Vendor")])
        }
        #expect(try folder.names("work") == [])
    }
}

@Suite("The editor's configuration") struct EditorConfigurationTests {
    @Test("tells sourcekit-lsp how the one file is compiled, and nothing of a package")
    func commands() {
        let framework = Framework(folder: "/cache/key")
        var project = Project(layout: .singleFile("/p/my-app/app.swift"), root: "/p/my-app", name: "my-app", found: "")
        let text = EditorConfiguration(project: project, framework: framework).text ?? ""
        #expect(text.contains("\"directory\" : \"/p/my-app\""))
        #expect(text.contains("\"my_app\"") && text.contains("\"/cache/key/Modules\""))
        project.layout = .package
        #expect(EditorConfiguration(project: project, framework: framework).text == nil)
    }
}

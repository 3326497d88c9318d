import TestSupport
import Testing

@Suite("dewar serve, a package") struct ServeFactoryTests {
    private static let files = [
        "Package.swift": """
        // swift-tools-version: 6.2
        import PackageDescription

        let package = Package(
            name: "shop", dependencies: [.package(name: "dewar", path: Context.environment["DEWAR_PATH"] ?? "")],
            targets: [
                .executableTarget(name: "App", dependencies: [.product(name: "Dewar", package: "dewar")])
            ])
        """,
        "Sources/App/main.swift": "try createApp().run()\n",
        "Sources/App/App.swift": """
        import Dewar

        func createApp() throws -> App {
            let app = App()
            app.get("/") { _ in "\\(marker()) \\(Price().text)" }
            app.get("/well") { _ in "well" }
            return app
        }
        """,
        "Sources/App/Marker.swift": "func marker(_ x: Int = 1) -> String { \"marker-0-\\(x)\" }\n",
        "Sources/App/Price.swift": "struct Price { var cents = 5; var text: String { \"price-\\(cents)\" } }\n",
    ]

    @Test("serves every kind of edit: bodies, defaults, stored properties, opaque results, files added and removed")
    func edits() throws {
        let project = try ServedProject(ServeFactoryTests.files)
        try project.answers("marker-0-1 price-5")
        try project.edit("marker-0", "marker-1", in: "Sources/App/Marker.swift")
        try project.answers("marker-1-1 price-5")
        try project.edit("= 1", "= 2", in: "Sources/App/Marker.swift")
        try project.answers("marker-1-2 price-5")
        try project.edit("var cents = 5", "var name = \"x\"; var cents = 6", in: "Sources/App/Price.swift")
        try project.answers("marker-1-2 price-6")
        try project.folder.write("func extra() -> some CustomStringConvertible { 7 }\n", to: "Sources/App/Extra.swift")
        try project.edit("marker-1", "marker-2-\\(extra())", in: "Sources/App/Marker.swift")
        try project.answers("marker-2-7-2 price-6")
        try project.folder.write(
            "func extra() -> some CustomStringConvertible { \"long text\" }\n", to: "Sources/App/Extra.swift")
        try project.answers("marker-2-long text-2 price-6")
        try project.edit("-\\(extra())", "", in: "Sources/App/Marker.swift")
        project.folder.remove("Sources/App/Extra.swift")
        try project.answers("marker-2-2 price-6")
    }

    @Test("tells the errors of an edit, in its file and in those that see it, and how long the compiler took")
    func errors() throws {
        let project = try ServedProject(ServeFactoryTests.files, "--timings")
        try project.answers("marker-0-1")
        try project.edit("\"marker-0-", "naem + \"marker-0-", in: "Sources/App/Marker.swift")
        try project.serve.waits(for: "cannot find 'naem' in scope")
        project.serve.forget()
        try project.edit("func marker", "func mark", in: "Sources/App/Marker.swift")
        try project.serve.waits(for: "cannot find 'marker' in scope")
        try project.serve.waits(for: " ms\n")
        #expect(project.serve.said.contains("App.swift:5") && project.serve.said.contains("cannot find 'naem'"))
        #expect(!project.serve.said.contains("compile 0.0") && !project.serve.said.contains("link "))
        try project.edit(
            "func mark(_ x: Int = 1) -> String { naem + ", "func marker(_ x: Int = 2) -> String { ",
            in: "Sources/App/Marker.swift")
        try project.answers("marker-0-2")
    }

    @Test("builds everything anew, once, when a program of a partial build crashes in a request, and serves meanwhile")
    func crashAfterPartialBuild() throws {
        let project = try ServedProject(ServeFactoryTests.files)
        try project.answers("marker-0-1")
        try project.edit("\"marker-0-", "[\"marker-1\"][x] + \"-", in: "Sources/App/Marker.swift")
        try project.serve.waits(for: "Marker.swift  →  built")
        _ = try? project.probe.get("/")
        try project.serve.waits(for: "building everything anew")
        try project.answers("well", at: "/well")
        try project.edit("[x]", "[x - 1]", in: "Sources/App/Marker.swift")
        try project.answers("marker-1-1")
    }

    @Test("picks up a changed Package.swift")
    func manifest() throws {
        var files = ServeFactoryTests.files
        files["Sources/App/Marker.swift"] = """
            #if SPECIAL
                func marker() -> String { "special" }
            #else
                func marker() -> String { "general" }
            #endif
            """
        let project = try ServedProject(files)
        try project.answers("general")
        try project.edit(
            "package: \"dewar\")])", "package: \"dewar\")], swiftSettings: [.define(\"SPECIAL\")])", in: "Package.swift"
        )
        try project.answers("special")
    }
}

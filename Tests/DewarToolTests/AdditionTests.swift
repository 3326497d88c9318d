import DewarLinux
import TestSupport
import Testing

@testable import DewarTool

@Suite("What is added to a project") struct AdditionTests {
    let folder: TemporaryDirectory
    let sources = FrameworkSources(folder: Repository.root)

    init() throws {
        folder = try TemporaryDirectory()
        try make("factory", features: [])
    }

    private func make(_ layout: String, features: [String]) throws {
        Files.remove(folder.path("shop"))
        let draft = try ProjectDraft(shop: Skeleton.named(layout, in: sources), features: features)
        try Placement(folder.path("shop")).place(draft.plan)
    }

    private func add(_ skeleton: Skeleton, _ extra: [String: String] = [:], layout: String = "factory") throws {
        var record = try ProjectRecord.read(in: folder.path("shop"))
        var variables = Variables(
            name: try ProjectName("shop"), sources: sources, layout: layout, vendor: nil)
        variables.set("title", "Shop")
        for (key, value) in extra { variables.set(key, value) }
        record.features.append(skeleton.manifest.name)
        try Addition(skeleton, to: folder.path("shop"), variables).write(record)
    }

    private func blueprint(_ name: String) throws {
        let skeleton = try Skeleton(at: sources.skeletons + "/parts/blueprint")
        try add(skeleton, BlueprintName(name).variables)
    }

    private var createApp: String { get throws { try folder.text("shop/Sources/App/createApp.swift") } }

    @Test("a blueprint has its file, its page, its tests, and is registered above the mark")
    func blueprint() throws {
        try blueprint("my-orders")
        #expect(try createApp.contains("    app.register(myOrders())\n    // dewar: blueprints"))
        #expect(try createApp.contains(#"["my_orders.index", "My Orders"],"#))
        #expect(
            try folder.text("shop/Sources/App/MyOrders.swift").contains(
                #"Blueprint("my_orders", prefix: "/my-orders")"#))
        #expect(try folder.text("shop/templates/my_orders/index.html").contains("{% extends \"layout.html\" %}"))
        #expect(try folder.names("shop/Tests/AppTests").contains("MyOrdersTests.swift"))
    }

    @Test("nothing is changed where the mark is gone; the lines are shown")
    func noMark() throws {
        let text = try createApp.replacing("// dewar: blueprints", with: "")
        try folder.write(text, to: "shop/Sources/App/createApp.swift")
        #expect {
            try blueprint("orders")
        } throws: { error in
            let text = Problem(describing: error).text(.plain)
            return text.contains("app.register(orders())") && text.contains("nothing was changed")
        }
        #expect(try createApp == text)
        #expect(Files.facts(folder.path("shop/Sources/App/Orders.swift")) == nil)
    }

    @Test("nothing is changed where a file of it is there")
    func fileThere() throws {
        let before = try createApp
        #expect(throws: AddFault.fileThere("Sources/App/Pages.swift")) { try blueprint("pages") }
        #expect(try createApp == before)
    }

    @Test("nothing is written through a link out of the project")
    func link() throws {
        try Files.makeFolder(folder.path("elsewhere"))
        Files.remove(folder.path("shop/Tests/AppTests"))
        try Files.link(folder.path("shop/Tests/AppTests"), to: folder.path("elsewhere"))
        #expect(throws: AddFault.link("Tests/AppTests")) { try blueprint("orders") }
        #expect(try folder.names("elsewhere") == [])
    }

    @Test(
        "a blueprint's name is one that Swift and createApp() leave free",
        arguments: ["for-", "app", "Config", "a/b", "1"])
    func names(name: String) {
        #expect(throws: NameFault.self) { try BlueprintName(name) }
    }

    @Test(
        "a feature added later leaves what it would have brought at once",
        arguments: ["docker", "systemd", "nginx", "ci", "k8s", "db"])
    func features(name: String) throws {
        for layout in ["factory", "api"] {
            try make(layout, features: [name])
            let atOnce = try contents()
            try make(layout, features: [])
            try add(Skeleton(at: "\(sources.skeletons)/features/\(name)"), layout: layout)
            #expect(try contents() == atOnce)
        }
    }

    private func contents() throws -> [String: String] {
        var contents: [String: String] = [:]
        let project = try Skeleton(at: folder.path("shop"))
        for file in try project.sources() where file.path != ".env" {
            contents[file.path] = String(decoding: file.contents, as: UTF8.self)
        }
        return contents
    }

    @Test("a database and a Dockerfile know each other, whichever came first")
    func order() throws {
        for features in [["db", "docker"], ["docker", "db"]] {
            try make("factory", features: features)
            let text = try folder.text("shop/Dockerfile")
            #expect(text.components("libsqlite3-dev") == 1 && text.components("libsqlite3-0") == 1)
        }
    }

    @Test("a folder that `dewar new` has not made is left alone")
    func noProject() throws {
        #expect(throws: AddFault.noProject(folder.path)) { try ProjectRecord.read(in: folder.path) }
        try folder.write("{", to: ".dewar-project.json")
        #expect(throws: AddFault.unreadableRecord(folder.path(".dewar-project.json"))) {
            try ProjectRecord.read(in: folder.path)
        }
    }
}

extension String {
    /// How often `text` occurs.
    fileprivate func components(_ text: String) -> Int { ranges(of: text).count }
}

@Suite("The skeletons that come with Dewar") struct BundledSkeletonTests {
    private static let sources = FrameworkSources(folder: Repository.root)

    @Test("are without a mistake", arguments: ["single", "factory", "api"])
    func check(name: String) throws {
        #expect(SkeletonCheck(try Skeleton.named(name, in: Self.sources), Self.sources).faults == [])
    }

    @Test("keep no secret in the project's record")
    func record() throws {
        let draft = try ProjectDraft(
            shop: Skeleton.named("factory", in: Self.sources), features: ["db"], given: ["title=Our shop"])
        let secret = draft.plan.files.first { $0.path == ".env" }.map { String(decoding: $0.contents, as: UTF8.self) }
        let key = try #require(secret?.split(separator: "=").last).trimming()
        #expect(key.count == 64)
        #expect(!JSON.text(draft.record).contains(key))
        #expect(draft.record.answers == ["title": .text("Our shop")] && draft.record.features == ["db"])
    }
}

extension Substring {
    fileprivate func trimming() -> String { filter { !$0.isWhitespace } }
}

import TestSupport
import Testing

@testable import DewarTool

@Suite("What an edit reaches") struct EditReachTests {
    /// A module that has been built: `App.swift` makes `User`s through `Store`, and `Other.swift` has nothing to do with it.
    private static let module = [
        "User.swift": "struct User: Named { var name = \"ada\" }",
        "Named.swift": "protocol Named { var name: String { get } }",
        "Store.swift": "func find(_ id: Int) -> User { User() }",
        "App.swift": "func view() -> String { \"\\(find(1))\" }",
        "Size.swift": "func size() -> Int { MemoryLayout.size(ofValue: find(2)) }",
        "Other.swift": "struct Other { var number = 1 }",
        "Numbers.swift": "func numbers() -> [Int] { [Other().number] }",
        "main.swift": "print(view())",
    ]

    /// What an edit that gives these files new contents reaches; nil removes one.
    private func reach(_ edit: [String: String?], in module: [String: String] = module) -> EditReach {
        var now = module
        for (path, text) in edit { now[path] = text }
        let files = module.mapValues { text in
            let outline = SourceReading(Array(text.utf8))?.outline
            return Epoch.File(
                interface: ContentHash(text), outline: outline?.digest, names: outline?.names ?? DeclaredNames())
        }
        return EditReach(
            files: files, missing: Set(edit.keys.filter { now[$0] != nil && now[$0] != module[$0] }),
            paths: now.keys.sorted()
        ) { now[$0].flatMap { SourceReading(Array($0.utf8)) } }
    }

    @Test("nothing is compiled when nothing changed")
    func nothing() { #expect(reach([:]) == .nothing) }

    @Test("an edit in bodies reaches the edited files")
    func bodies() {
        let edit = [
            "App.swift": "func view() -> String { numbers() }",
            "Store.swift": "func find(_ id: Int) -> User { let u = User(); return u }",
        ]
        #expect(reach(edit) == .bodies(["App.swift", "Store.swift"]))
    }

    @Test(
        "an edit of an interface reaches the files that can see it",
        arguments: [
            // A parameter: who calls it.
            ("Other.swift", "struct Other { var number = 1; var more = 2 }", "Other Numbers"),
            // Letters beyond ASCII.
            ("Extra.swift", "func größe() -> Int { 1 }\nstruct Grö { var number = 1 }", "Extra Other Numbers"),
            // A function that nobody calls.
            ("Numbers.swift", "func numbers(_ x: Int = 1) -> [Int] { [] }", "Numbers"),
            // A stored property: who holds values, though through other files' functions.
            ("User.swift", "struct User: Named { var name = \"ada\"; var age = 1 }", "User Named Store App Size"),
            ("User.swift", "final class User: Named { let name = \"ada\" }", "User Named Store App Size"),
            // A requirement: conforming types and who holds their values.
            (
                "Named.swift", "protocol Named { var name: String { get }; var id: Int { get } }",
                "User Named Store App Size"
            ),
            // A file more, or one with another name in it.
            ("Extra.swift", "func size(_ x: Int) -> Int { x }", "Extra Size"),
            ("Extra.swift", "extension Other { func total() -> Int { 1 } }", "Extra Other Numbers"),
            ("Extra.swift", "struct New { var x = 1 }\nextension New { var y: Int { 2 } }", "Extra"),
            // A body that is the type of a result.
            ("Numbers.swift", "func numbers() -> some Collection { [Other().number] }", "Numbers"),
        ])
    func interfaces(_ path: String, _ text: String, _ expected: String) {
        let files = expected.split(separator: " ").map { "\($0).swift" }
        #expect(reach([path: text]) == .interfaces(Set(files)))
    }

    @Test("a file that is removed or renamed reaches who named what it declared")
    func removed() {
        #expect(reach(["Numbers.swift": nil]) == .interfaces([]))
        #expect(reach(["Other.swift": nil]) == .interfaces(["Numbers.swift"]))
        let renamed = ["Other.swift": nil, "Another.swift": Self.module["Other.swift"]]
        #expect(reach(renamed) == .interfaces(["Another.swift", "Numbers.swift"]))
    }

    @Test(
        "everything is compiled for what is reached without a name",
        arguments: [
            ["Numbers.swift": "import Glibc\nfunc numbers() -> [Int] { [] }"],
            ["Numbers.swift": "extension Int { subscript(x: String) -> Int { 1 } }\nfunc numbers() -> [Int] { [] }"],
            ["Numbers.swift": "extension String: Named { var name: String { self } }\nfunc numbers() -> [Int] { [] }"],
            ["Other.swift": "struct Other { var number = 1 }\nfunc + (a: Other, b: Other) -> Other { a }"],
            ["Other.swift": "struct Other { var number = 1 }\ntypealias StringLiteralType = StaticString"],
            [
                "Other.swift":
                    "struct Other { var number = 1 }\ntypealias Alias = Int\nextension Alias { init(_ x: Other) { self = 1 } }"
            ],
            ["Other.swift": "@main struct Other { static func main() {} }"],
            ["main.swift": "print(view(), 1)"], ["main.swift": nil],
        ] as [[String: String?]])
    func everything(_ edit: [String: String?]) { #expect(reach(edit) == .everything) }

    /// A module that adds to types of other modules.
    private static let extending = module.merging([
        "Slug.swift": "import Dewar\nextension String { var slug: String { self } }",
        "Total.swift": "extension Array where Element == Other { func total() -> Int { 1 } }",
        "Page.swift": "func page() -> Int { [.init()].total() }",
        "Menu.swift": "let menu = \"menu\".slug",
        "Menus.swift": "func menus() -> Any { menu }",
        "Dewar.swift": "import Dewar",
    ]) { $1 }

    @Test(
        "what is added to another module's type reaches the files that name it",
        arguments: [
            ("Slug.swift", "import Dewar\nextension String { var slug: Int { 1 } }", "Slug Menu Menus"),
            (
                "Slug.swift", "import Dewar\nextension String { func slug() -> Int { 1 }; var size: Int { 1 } }",
                "Slug Menu Menus Size"
            ),
            ("Slug.swift", "import Dewar", "Slug Menu Menus"),
            ("Other.swift", "struct Other { var number = 1.5 }", "Other Numbers Total Page"),
            ("Extra.swift", "extension Request { var user: User? { nil } }", "Extra"),
            ("Extra.swift", "extension Double { struct Named { var x = 1 } }", "Extra Named User Store App Size"),
        ])
    func outside(_ path: String, _ text: String, _ expected: String) {
        let files = expected.split(separator: " ").map { "\($0).swift" }
        #expect(reach([path: text], in: Self.extending) == .interfaces(Set(files)))
    }

    @Test(
        "everything is compiled when what is added to another module's type may be reached without its name",
        arguments: [
            ["Slug.swift": "import Dewar\nextension String { init(slug: Int) { self = \"\" } }"],
            ["Slug.swift": "import Dewar\nextension String { subscript(slug: Int) -> Int { 1 } }"],
            ["Slug.swift": "import Dewar\nextension String { func callAsFunction() {} }"],
            ["Slug.swift": "import Dewar\nextension String: Error { var slug: Int { 1 } }"],
            ["Slug.swift": "import Dewar\nextension String<Int> { var slug: Int { 1 } }"],
            ["Slug.swift": "import Dewar\nextension String.Index { var slug: Int { 1 } }"],
            // A protocol, or a type that is not known.
            ["Slug.swift": "import Dewar\nextension Collection { var slug: Int { 1 } }"],
            ["Slug.swift": "import Dewar\nextension Row { var slug: Int { 1 } }"],
            // Another type of that name.
            [
                "Slug.swift": "import Dewar\nextension String { var slug: Int { 1 } }",
                "Extra.swift": "struct A { struct String {} }",
            ],
            // A conformance for which it may be a witness.
            [
                "Slug.swift": "import Dewar\nextension String { var slug: Int { 1 } }",
                "Extra.swift": "extension String: P {}",
            ],
            [
                "Slug.swift": "import Dewar\nextension String { var slug: Int { 1 } }",
                "Extra.swift": "extension Text: P {}",
            ],
        ] as [[String: String?]])
    func outsideEverything(_ edit: [String: String?]) { #expect(reach(edit, in: Self.extending) == .everything) }

    @Test("a type of another module is known by its name where nothing but Swift, Foundation and Dewar is imported")
    func outsideImports() {
        var module = Self.extending
        module["Slug.swift"] = "import Text\nextension String { var slug: String { self } }"
        #expect(
            reach(["Slug.swift": "import Text\nextension String { var slug: Int { 1 } }"], in: module) == .everything)
    }

    @Test("everything is compiled when a file that is reached without a name sees the change")
    func everythingBeyond() {
        var module = Self.module
        module["Index.swift"] = "extension Int { subscript(x: String) -> Other { Other() } }"
        #expect(reach(["Other.swift": "struct Other { var number = 2 }"], in: module) == .everything)
        #expect(reach(["Numbers.swift": "func numbers(x: Int) {}"], in: module) == .interfaces(["Numbers.swift"]))
    }

    @Test("where a file has no outline, the compiler's records tell")
    func unknown() {
        var module = Self.module
        module["Macro.swift"] = "@Made struct Macro { func f() {} }"
        #expect(
            reach(["Macro.swift": "@Made struct Macro { func f() { 1 } }"], in: module) == .unknown(["Macro.swift"]))
        #expect(reach(["Other.swift": "struct Other { var number = 2 }"], in: module) == .everything)
        #expect(reach(["Extra.swift": "func f() {}"], in: module) == .everything)
        #expect(
            reach(["Store.swift": "func find(_ id: Int) -> User { .init() }"], in: module) == .bodies(["Store.swift"]))
    }

    @Test("an epoch that is read back is the one that was stored, and is of use for its key alone")
    func stored() throws {
        let place = try TemporaryDirectory()
        let source = try #require(
            SourceReading(Array("import Dewar\nextension A { var b: Int { 1 } }\nstruct C {}".utf8)))
        var epoch = Epoch(key: ContentHash("key"), inputs: [])
        epoch.files["/a b/c.swift"] = .init(
            interface: ContentHash("1"), outline: source.outline.digest, names: source.outline.names)
        epoch.files["/d.swift"] = .init(interface: ContentHash("2"), outline: nil, names: DeclaredNames())
        try epoch.store(in: place.path)
        #expect(Epoch(storedIn: place.path, key: ContentHash("key")) == epoch)
        #expect(Epoch(storedIn: place.path, key: ContentHash("other")) == nil)
    }
}

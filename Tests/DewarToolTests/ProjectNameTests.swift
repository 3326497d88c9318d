import Testing

@testable import DewarTool

@Suite("A project's name") struct ProjectNameTests {
    @Test(
        "is a module's name once its dashes are underscores",
        arguments: [("hello", "hello"), ("my-shop", "my_shop"), ("Shop2", "Shop2"), ("a", "a"), ("x_y-z", "x_y_z")])
    func accepted(name: String, module: String) throws {
        let name = try ProjectName(name)
        #expect(name.module == module)
    }

    @Test(
        "is refused where no folder, package or module could be called so, with one that would do",
        arguments: [
            ("", .empty, nil),
            (".", .path, nil),
            ("..", .path, nil),
            ("/", .path, nil),
            ("a/b", .path, "b"),
            ("a/../../b", .path, "b"),
            ("/etc/passwd", .path, "passwd"),
            ("1abc", .firstCharacter("1"), "abc"),
            ("-x", .firstCharacter("-"), "x"),
            (".hidden", .firstCharacter("."), "hidden"),
            ("über", .firstCharacter("ü"), "ber"),
            ("my shop", .character(" "), "my-shop"),
            ("shop.app", .character("."), "shop-app"),
            ("café-shop", .character("é"), "caf-shop"),
            ("a\u{0}b", .character("\u{0}"), "a-b"),
            ("a\nb", .character("\n"), "a-b"),
            ("class", .keyword, "class-app"),
            ("main", .keyword, "main-app"),
            ("Swift", .taken, "Swift-app"),
            ("dewar", .taken, "dewar-app"),
            ("Testing", .taken, "Testing-app"),
            ("日本", .firstCharacter("日"), nil),
        ] as [(String, NameFault.Reason, String?)])
    func refused(name: String, reason: NameFault.Reason, suggestion: String?) {
        #expect(throws: NameFault(name: name, reason: reason, suggestion: suggestion)) { try ProjectName(name) }
    }

    @Test("is refused where it is longer than a file's name may be")
    func tooLong() {
        #expect(throws: NameFault.self) { try ProjectName(String(repeating: "a", count: 101)) }
        #expect(throws: NameFault.self) { try ProjectName(String(repeating: "/", count: 100_000)) }
        #expect(throws: Never.self) { try ProjectName(String(repeating: "a", count: 100)) }
    }
}

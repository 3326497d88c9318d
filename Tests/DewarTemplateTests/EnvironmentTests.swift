import DewarTemplate
import TestSupport
import Testing

/// What an app does with the engine: contexts, own filters, loaders, streaming.
@Suite("Template environment")
struct EnvironmentTests {
    struct Order: Encodable {
        var name: String
        var price: Double?
        var tags: [String]
    }

    struct Lazy: TemplateObject {
        func templateAttribute(_ name: String) -> TemplateValue? { name == "total" ? 5 : nil }
    }

    private func render(_ source: String, _ context: [String: any Encodable]) throws -> String {
        try TemplateEnvironment().template(source: source).render(context)
    }

    @Test("takes any Encodable, keys in the order in which they are encoded")
    func takesEncodable() throws {
        let orders = [Order(name: "tea", price: 2.5, tags: ["a"]), Order(name: "jam", price: nil, tags: [])]
        #expect(
            try render("{% for o in orders %}{{ o.name }} {{ o.price }} {{ o.tags }};{% endfor %}", ["orders": orders])
                == "tea 2.5 [&#39;a&#39;];jam None [];")
        #expect(try render("{% for k in o %}{{ k }} {% endfor %}", ["o": orders[0]]) == "name price tags ")
    }

    @Test("mixes ready values, numbers, optionals and objects in one context")
    func mixesValues() throws {
        let ready: TemplateValue = ["k": [1, 2.5, nil, "x"]]
        let context: [String: any Encodable] = [
            "ready": ready, "n": UInt8(3), "none": Int?.none, "map": ["b": 1, "a": 2],
        ]
        #expect(try render("{{ ready.k[1] }} {{ n }} {{ none }} {{ map | list | join }}", context) == "2.5 3 None ab")
        #expect(try render("{{ o.total }}{{ o.nope }}", ["o": TemplateValue(Lazy())]) == "5")
    }

    @Test("filters, tests and functions are typed closures")
    func registersClosures() throws {
        let environment = TemplateEnvironment()
        environment.filter("times") { (text: String, count: Int) in String(repeating: text, count: count) }
        environment.test("short") { (text: String) in text.utf8.count < 3 }
        environment.function("version") { "1.0" }
        environment.global("site", "Dewar")
        let source = "{{ 'ab' | times(2) }} {{ 'ab' is short }} {{ version() }} {{ site }}"
        #expect(try environment.template(source: source).render() == "abab True 1.0 Dewar")
        let error = #expect(throws: TemplateError.self) {
            try environment.template(source: "{{ 5 | times(2) }}").render()
        }
        #expect(error?.message == "times() argument 1 must be str, not int")
    }

    @Test("a template cannot change what the app made")
    func protectsSharedValues() throws {
        let shared: TemplateValue = ["list": [1]]
        let template = try TemplateEnvironment().template(source: "{% set _ = list.append(2) %}")
        #expect(throws: TemplateError.self) { try template.render(shared) }
    }

    @Test("loads from folders, prefixes and memory, and cannot leave a folder")
    func loads() throws {
        let folder = try TemporaryDirectory()
        try folder.write("<b>{{ x }}</b>", to: "a.html")
        let loader = ChoiceLoader([
            FolderLoader(folder.path), PrefixLoader(["auth": MemoryLoader(["login.html": "login"])]),
        ])
        let environment = TemplateEnvironment(loader)
        #expect(try environment.render("a.html", ["x": "<"]) == "<b>&lt;</b>")
        #expect(try environment.render("auth/login.html") == "login")
        #expect(throws: TemplateError.self) { try environment.render("../a.html") }
        #expect(loader.names == ["a.html", "auth/login.html"])
    }

    @Test("a changed file is loaded again where the settings say so")
    func reloads() throws {
        let folder = try TemporaryDirectory()
        try folder.write("one", to: "a.txt")
        var settings = TemplateSettings()
        settings.reloads = true
        let environment = TemplateEnvironment(FolderLoader(folder.path), settings: settings)
        #expect(try environment.render("a.txt") == "one")
        try folder.write("two more", to: "a.txt")
        #expect(try environment.render("a.txt") == "two more")
    }

    @Test("streams the same bytes that it renders")
    func streams() throws {
        let source = "{% for i in range(20000) %}{{ i }} {% set s %}{{ i }}{% endset %}{{ s }}\n{% endfor %}"
        let template = try TemplateEnvironment().template(source: source)
        var pieces: [[UInt8]] = []
        try template.stream([:]) { pieces.append(Array($0)) }
        #expect(pieces.count > 5)
        #expect(Array(pieces.joined()) == Array(try template.render().utf8))
    }
}

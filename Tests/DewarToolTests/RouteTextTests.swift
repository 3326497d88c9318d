import DewarContract
import Testing

@testable import DewarTool

@Suite("Routes as text") struct RouteTextTests {
    private let routes = [
        RouteListing(methods: ["GET", "HEAD"], rule: "/", endpoint: "index", source: "app.swift:3"),
        RouteListing(
            methods: ["GET", "POST"], rule: "/shop/items/<int:id>", endpoint: "shop.item", source: "Shop.swift:7",
            blueprint: "shop", hooks: ["before app.swift:2"]),
        RouteListing(
            methods: ["DELETE"], rule: "/shop/items/", endpoint: "shop.clear", source: "Shop.swift:9", blueprint: "shop"
        ),
    ]

    @Test("take one line each where they fit, else two")
    func widths() {
        let table = RouteTable(routes, listsAllMethods: false)
        #expect(
            table.text(.plain, width: 80) == """
                  METHODS    RULE                  ENDPOINT    SOURCE
                  GET        /                     index       app.swift:3
                  GET, POST  /shop/items/<int:id>  shop.item   Shop.swift:7
                  DELETE     /shop/items/          shop.clear  Shop.swift:9

                """)
        #expect(
            table.text(.plain, width: 40) == """
                  GET        /
                             index  app.swift:3
                  GET, POST  /shop/items/<int:id>
                             shop.item  Shop.swift:7
                  DELETE     /shop/items/
                             shop.clear  Shop.swift:9

                """)
    }

    @Test("are a tree of their segments")
    func tree() {
        #expect(
            RouteTree(routes, listsAllMethods: false).text(.plain)
                == """
                  /                   GET        index       app.swift:3
                  └─ shop
                     ├─ items/        DELETE     shop.clear  Shop.swift:9
                     └─ items
                        └─ <int:id>   GET, POST  shop.item   Shop.swift:7

                """.replacing("<int:id>   ", with: "<int:id>  ").replacing(
                    "/                   GET", with: "/                  GET"
                )
                .replacing("items/        DELETE", with: "items/       DELETE"))
    }

    @Test("tell five hundred routes quickly, and none wider than the terminal but long rules")
    func many() {
        let many = (0..<500).map {
            RouteListing(
                methods: ["GET"], rule: "/part\($0 % 20)/thing/<int:id>/number\($0)",
                endpoint: "part.thing_with_a_name_\($0)", source: "Sources/App/Parts/Part\($0).swift:\($0)")
        }
        let lines = RouteTable(many, listsAllMethods: false).text(.plain, width: 80).split(separator: "\n")
        #expect(lines.count == 1000 && lines.allSatisfy { $0.count <= 80 })
    }

    @Test("are filtered by text, blueprint and method")
    func filter() {
        #expect(routes.filter(RouteFilter(text: "ITEM").takes).count == 2)
        #expect(routes.filter(RouteFilter(blueprint: "shop").takes).count == 2)
        #expect(routes.filter(RouteFilter(method: "delete").takes).map(\.endpoint) == ["shop.clear"])
        #expect(RouteFilter(blueprint: "shp").problem(among: routes).hint == "did you mean `shop`?")
        #expect(RouteFilter(method: "DELET").problem(among: routes).exit == .wrongUsage)
    }
}

@Suite("What the doctor finds") struct DoctorTests {
    @Test("is told with its remedy")
    func text() {
        #expect(Finding.ok("ports", "8000 is free").text(.plain) == "  ok       ports      8000 is free\n")
        #expect(
            Finding.warning("inotify", "few", remedy: "more").text(.plain)
                == "  warning  inotify    few\n           remedy: more\n")
    }

    @Test(
        "reads the compiler's version",
        arguments: [
            ("Swift version 6.3.1 (swift-6.3.1-RELEASE)", "6.3"), ("Apple Swift version 5.10 (x)", "5.10"),
            ("nothing", ""), ("Swift version x", ""),
        ])
    func version(line: String, expected: String) {
        #expect(Examination.version(in: line).map { "\($0.0).\($0.1)" } ?? "" == expected)
    }

    @Test("names what is missing")
    func missing() {
        let outcome = dewar("doctor", "/nothing/there", "--json")
        #expect(outcome.status == .failed && outcome.output.contains("there is nothing at /nothing/there"))
    }
}

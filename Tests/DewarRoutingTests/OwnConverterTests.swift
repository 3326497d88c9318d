import DewarHTTP
import DewarRouting
import Testing

@Suite("Own converters")
struct OwnConverterTests {
    struct Hex: Converter {
        let digits: Int?

        init(arguments: ConverterArguments) throws { digits = try arguments.int("digits", at: 0) }

        func accepts(_ text: Substring) -> Bool {
            text.allSatisfy(\.isHexDigit) && (digits == nil || text.count == digits)
        }
        func value(_ text: String) -> String? { text == "bad" ? nil : text.lowercased() }
        func text(_ value: String) -> String? { value.allSatisfy(\.isHexDigit) ? value.uppercased() : nil }
    }

    static func table() throws -> RouteTable {
        var map = RouteMap()
        map.converters.own["hex"] = Hex.self
        try map.add(Rule("/colour/<hex(digits=6):code>", endpoint: "colour"))
        try map.add(Rule("/colour/<name>", endpoint: "name"))
        try map.add(Rule("/<hex:a>-<hex:b>", endpoint: "pair"))
        return try map.freeze()
    }

    @Test("decide what fits, and other rules are tried where they do not")
    func matches() throws {
        let table = try OwnConverterTests.table()
        func found(_ target: String) -> String {
            guard case .found(let rule, let captures) = table.match(.get, target: target) else { return "nothing" }
            return table.rule(rule).endpoint + captures.values.map { " \($0.text ?? "")" }.joined()
        }
        #expect(found("/colour/FF8800") == "colour ff8800")
        #expect(found("/colour/red") == "name red")
        #expect(found("/A-b") == "pair a b")
        #expect(found("/bad-1") == "nothing")
        #expect(found("/x-1") == "nothing")
    }

    @Test("write values into URLs, and refuse what they cannot write")
    func builds() throws {
        let table = try OwnConverterTests.table()
        let binding = URLBinding(serverName: "example.com")
        #expect(try table.build("colour", ["code": "ff8800"], on: binding) == "/colour/FF8800")
        #expect(throws: RoutingError.self) { try table.build("colour", ["code": "red"], on: binding) }
    }
}

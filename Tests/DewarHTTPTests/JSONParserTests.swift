import DewarHTTP
import Testing

@Suite("JSON parsing")
struct JSONParserTests {
    @Test(
        "reads what is JSON",
        arguments: [
            ("[1, 2]", [1, 2]), ("\"text\"", "text"), ("null", nil), ("3.5", 3.5), (" { \"a\" : [ ] } ", ["a": []]),
            ("9007199254740993", 9_007_199_254_740_993), ("{\"n\": -0.5, \"e\": 1e3}", ["n": -0.5, "e": 1000.0]),
            (#"{"a": "\u00e9\ud83c\udf89"}"#, ["a": "é🎉"]), (#""\ud83c""#, "\u{FFFD}"),
            (#""\ud83c\u0041""#, "\u{FFFD}A"),
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), ("{\"a\":1,\"a\":2}", ["a": 2]), ("-0", 0),
            ("18446744073709551616", 18_446_744_073_709_551_616.0), ("[true,false]", [true, false]),
        ] as [(String, JSONValue)])
    func valid(text: String, expected: JSONValue) throws {
        #expect(try JSONParser.parse(Array(text.utf8)) == expected)
    }

    @Test(
        "refuses what is not",
        arguments: [
            "", " ", "{", "[", "[1,", "{'a': 1}", "{\"a\": 1,}", "nope", "{\"a\": 1} x", "01", "1.", ".5", "+1", "-",
            "1e", "1e+", "\"", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\n\"", "[1 2]", "{\"a\" 1}", "{1: 2}", "tru", "NaN",
            "Infinity", "1e999", "[1]]", "\u{FEFF}1", "{,}", "[,]",
        ])
    func invalid(text: String) {
        #expect(throws: JSONParser.Problem.self) { try JSONParser.parse(Array(text.utf8)) }
    }

    @Test("refuses strings that are no UTF-8")
    func invalidText() {
        #expect(throws: JSONParser.Problem.self) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
    }

    @Test("says at which byte the problem is")
    func offset() {
        let problem = #expect(throws: JSONParser.Problem.self) { try JSONParser.parse(Array("{\"a\": 1,}".utf8)) }
        #expect(problem?.offset == 8)
    }

    @Test("limits the depth")
    func depth() throws {
        let deep = { (depth: Int) in [UInt8](repeating: 0x5B, count: depth) + [UInt8](repeating: 0x5D, count: depth) }
        #expect(try JSONParser.parse(deep(512)).array?.count == 1)
        #expect(throws: JSONParser.Problem.self) { try JSONParser.parse(deep(513)) }
        #expect(throws: JSONParser.Problem.self) { try JSONParser.parse([UInt8](repeating: 0x5B, count: 100_000)) }
    }

    @Test("takes any part of a document without harm, and only the whole of it as valid")
    func everyPrefix() {
        let document = Array(#"{"a":[1,-2.5e3,"x\u00e9\n",null,true],"b":{"c":{}}}"#.utf8)
        for end in 0..<document.count {
            #expect(throws: JSONParser.Problem.self) { try JSONParser.parse(Array(document[..<end])) }
        }
        #expect(throws: Never.self) { try JSONParser.parse(document) }
    }
}

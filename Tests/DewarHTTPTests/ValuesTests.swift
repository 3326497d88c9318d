import DewarHTTP
import Testing

@Suite("Query strings and multi-dictionaries")
struct ValuesTests {
    @Test(
        "reads a query as Flask does",
        arguments: [
            ("", []), ("a=1", [("a", "1")]), ("a=1&b=2&a=3", [("a", "1"), ("a", "3"), ("b", "2")]),
            ("a", [("a", "")]), ("a=", [("a", "")]), ("=1", [("", "1")]), ("&&a=1&&", [("a", "1")]),
            ("a=b=c", [("a", "b=c")]), ("a=x+y", [("a", "x y")]), ("a=x%20y", [("a", "x y")]),
            ("a=%2B", [("a", "+")]), ("a=%26%3D", [("a", "&=")]), ("%C3%A9=1", [("é", "1")]),
            ("a=%zz", [("a", "%zz")]), ("a=%4", [("a", "%4")]), ("a=%", [("a", "%")]), ("a=%FF", [("a", "%FF")]),
            ("a=%E6%97%A5&a=%F0%9F%8E%89", [("a", "日"), ("a", "🎉")]), ("a=1;b=2", [("a", "1;b=2")]),
            ("a=%2520", [("a", "%20")]), ("a[]=1&a[]=2", [("a[]", "1"), ("a[]", "2")]),
            ("a=%E6%97x%C3", [("a", "%E6%97x%C3")]), ("a=%ff%41", [("a", "%FFA")]),
        ] as [(String, [(String, String)])])
    func query(text: String, expected: [(String, String)]) {
        let pairs = QueryString.parse(text).pairs
        #expect(pairs.map(\.name) == expected.map(\.0))
        #expect(pairs.map(\.value) == expected.map(\.1))
    }

    @Test("gives numbers, or nil where a value is none")
    func typed() {
        let values = QueryString.parse("page=%203%20&n=1&n=x&n=3&r=1.5&bad=1.0&empty=")
        #expect(values["page", as: Int.self] == 3)
        #expect(values["bad", as: Int.self] == nil)
        #expect(values["empty", as: Int.self] == nil)
        #expect(values["r", as: Double.self] == 1.5)
        #expect(values.all("n", as: Int.self) == [1, 3])
        #expect(values["page", as: String.self] == " 3 ")
    }

    @Test("answers 400 for a required value that is missing or of another type, and says which")
    func required() throws {
        let values: Values = ["n": "x"]
        #expect(try values.required("n") == "x")
        for access in [{ _ = try values.required("q") }, { _ = try values.required("n", as: Int.self) }] {
            let error = #expect(throws: HTTPError.self) { try access() }
            #expect(error?.code == 400)
            #expect(error?.description.contains("'") == true)
        }
    }

    @Test("finds values among a thousand names")
    func many() {
        let values = QueryString.parse((0..<1000).map { "k\($0)=\($0)" }.joined(separator: "&") + "&k7=again")
        #expect(values["k999"] == "999")
        #expect(values.all("k7") == ["7", "again"])
        #expect(values.count == 1001)
        #expect(values["nope"] == nil)
    }

    @Test("writes pairs as a query that reads back")
    func encode() {
        let pairs = [("a b", "x+y&z"), ("é", "1=2"), ("", "%41")]
        let query = QueryString.encode(pairs)
        #expect(query == "a+b=x%2By%26z&%C3%A9=1%3D2&=%2541")
        #expect(QueryString.parse(query).pairs.map(\.value) == pairs.map(\.1))
    }

    @Test("makes nothing of a form that is no UTF-8")
    func invalidForm() {
        #expect(QueryString.parseForm([0x61, 0x3D, 0xFF]).isEmpty)
    }
}

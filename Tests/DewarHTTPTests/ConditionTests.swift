import DewarHTTP
import Testing

@Suite("Conditions and ranges")
struct ConditionTests {
    private static let date = HTTPDate(year: 2024, month: 2, day: 29, hour: 12, minute: 30, second: 45)

    private func outcome(_ headers: Headers, etag: ETag? = "v1", date: HTTPDate? = nil) -> Precondition.Outcome {
        Precondition(Request(method: .get, target: "/", headers: headers), etag: etag, lastModified: date).outcome
    }

    @Test(
        "compares tags",
        arguments: [
            (["If-None-Match": "\"v1\""], .notModified), (["If-None-Match": "\"v2\""], .perform),
            (["If-None-Match": "*"], .notModified), (["If-None-Match": "\"a\", W/\"v1\""], .notModified),
            (["If-None-Match": ""], .perform), (["If-Match": "\"v1\""], .perform), (["If-Match": "\"v2\""], .failed),
            (["If-Match": "W/\"v1\""], .failed), (["If-Match": "\"x\", \"v1\""], .perform),
            (["If-Match": "*"], .perform),
            (["If-Match": "\"v1\"", "If-None-Match": "\"v1\""], .notModified), ([:], .perform),
        ] as [(Headers, Precondition.Outcome)])
    func tags(headers: Headers, expected: Precondition.Outcome) {
        #expect(outcome(headers) == expected)
    }

    @Test(
        "compares dates where there are no tags",
        arguments: [
            (["If-Modified-Since": "Thu, 29 Feb 2024 12:30:45 GMT"], .notModified),
            (["If-Modified-Since": "Thu, 29 Feb 2024 12:30:44 GMT"], .perform), (["If-Modified-Since": "x"], .perform),
            (["If-Unmodified-Since": "Thu, 29 Feb 2024 12:30:44 GMT"], .failed),
            (["If-Unmodified-Since": "Thu, 29 Feb 2024 12:30:45 GMT"], .perform),
            (["If-None-Match": "\"other\"", "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"], .perform),
        ] as [(Headers, Precondition.Outcome)])
    func dates(headers: Headers, expected: Precondition.Outcome) {
        #expect(outcome(headers, date: Self.date) == expected)
    }

    @Test(
        "sends parts only of the content that the client has parts of",
        arguments: [
            ("\"v1\"", true), ("\"v2\"", false), ("W/\"v1\"", false), ("Thu, 29 Feb 2024 12:30:45 GMT", true),
            ("Thu, 29 Feb 2024 12:30:44 GMT", false), ("", false),
        ])
    func ifRange(field: String, expected: Bool) {
        let request = Request(method: .get, target: "/", headers: ["If-Range": field])
        #expect(Precondition(request, etag: "v1", lastModified: Self.date).allowsRange == expected)
    }

    @Test(
        "selects parts of 26 bytes",
        arguments: [
            ("bytes=0-4", .one(0..<5)), ("bytes=25-", .one(25..<26)), ("bytes=-5", .one(21..<26)),
            ("bytes=20-100", .one(20..<26)), ("bytes=-100", .one(0..<26)), ("bytes=100-200", .unsatisfiable),
            ("bytes=26-", .unsatisfiable), ("bytes=-0", .unsatisfiable),
            ("bytes=0-4, 10-", .several([0..<5, 10..<26])),
            ("bytes=0-0,-1", .several([0..<1, 25..<26])), ("bytes=5-9, 0-5", .whole), ("Bytes=0-4", .one(0..<5)),
            ("bytes= 0 - 4 ", .one(0..<5)), ("bytes=0-4, 100-", .one(0..<5)),
            ("bytes=0-99999999999999999999", .one(0..<26)), ("bytes=99999999999999999999-", .unsatisfiable),
        ] as [(String, ByteRanges.Selection)])
    func selection(field: String, expected: ByteRanges.Selection) {
        #expect(ByteRanges(parsing: field)?.selection(length: 26) == expected)
    }

    @Test(
        "ignores a malformed range",
        arguments: [
            "", "bytes", "bytes=", "bytes=abc", "bytes=1-2-3", "lines=0-4", "bytes 0-4", "bytes=a-b", "bytes=--1",
            "bytes=0-4x", "bytes=4-0", "bytes=0-4,x", "bytes=-", "bytes=+1-4",
        ])
    func malformed(field: String) {
        #expect(ByteRanges(parsing: field) == nil)
    }

    @Test("sends everything for too many parts, and of an empty content")
    func wasteful() {
        let many = "bytes=" + (0..<17).map { "\($0 * 2)-\($0 * 2)" }.joined(separator: ",")
        #expect(ByteRanges(parsing: many)?.selection(length: 100) == .whole)
        #expect(ByteRanges(parsing: "bytes=0-4")?.selection(length: 0) == .whole)
    }
}

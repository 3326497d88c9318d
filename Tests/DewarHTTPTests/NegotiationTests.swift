import DewarHTTP
import Testing

@Suite("Content negotiation")
struct NegotiationTests {
    @Test(
        "picks the media type by quality, then specificity, then the offered order",
        arguments: [
            ("application/json", "application/json"), ("text/html", "text/html"), ("*/*", "application/json"),
            ("text/plain;q=0.1, */*;q=0.05", "text/plain"), ("text/html, application/json", "application/json"),
            ("application/json;q=0", nil), ("application/*", "application/json"), ("", nil),
            ("text/html;q=1.5, text/plain;q=0.5", "text/plain"), ("text/html;q=abc, text/plain;q=0.5", "text/plain"),
            (
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
                "text/html"
            ),
            ("*/html", nil), ("text", nil), ("text/html;level=1, text/plain;q=0.2", "text/plain"),
        ])
    func mediaTypes(field: String, expected: String?) {
        let accept = Accept(parsing: field, kind: .mediaType)
        #expect(accept.best(of: ["application/json", "text/html", "text/plain"]) == expected)
    }

    @Test(
        "picks the language by exact tags, then by primary ones",
        arguments: [
            ("de-AT", "de"), ("fr-CA", "fr-CA"), ("fr", "fr-CA"), ("*", "en"), ("es", nil), ("DE", "de"), ("", nil),
            ("da, en-gb;q=0.8, en;q=0.7", "en"), ("en-US, de;q=0.5", "de"), ("fr_ca", "fr-CA"),
        ])
    func languages(field: String, expected: String?) {
        #expect(Accept(parsing: field, kind: .language).best(of: ["en", "de", "fr-CA"]) == expected)
    }

    @Test(
        "picks the content coding",
        arguments: [
            ("gzip", "gzip"), ("*", "gzip"), ("identity;q=0, gzip", "gzip"), ("deflate", nil),
            ("gzip;q=0.5, br", "br"),
        ])
    func encodings(field: String, expected: String?) {
        #expect(Accept(parsing: field, kind: .word).best(of: ["gzip", "br", "identity"]) == expected)
    }

    @Test("lists what is accepted, the best first")
    func list() {
        let items = Accept(parsing: "text/html;q=0.5, a/b;x=1;q=0.3, c/d ;q=0.9, e/f", kind: .mediaType).items
        #expect(items.map(\.value) == ["a/b; x=1", "e/f", "c/d", "text/html"])
        #expect(items.map(\.quality) == [0.3, 1, 0.9, 0.5])
    }

    @Test("tells whether JSON or HTML is accepted")
    func flags() {
        let wild = Accept(parsing: "text/html;q=0.3, */*;q=0.1", kind: .mediaType)
        #expect(wild.acceptsHTML && wild.acceptsJSON && wild.quality(of: "application/json") == 0.1)
        let image = Accept(parsing: "image/*", kind: .mediaType)
        #expect(!image.acceptsHTML && !image.acceptsJSON && image.accepts("image/png"))
    }
}

import DewarHTTP
import Testing

@Suite("A request's URL")
struct RequestURLTests {
    private func request(_ target: String, _ headers: Headers = ["Host": "conformance.test"]) -> Request {
        Request(method: .get, target: target, headers: headers, peer: "127.0.0.1")
    }

    @Test(
        "decodes the path once and shows URLs for reading",
        arguments: [
            ("/inspect", "/inspect", "http://conformance.test/inspect"),
            ("/inspect?", "/inspect", "http://conformance.test/inspect"),
            ("/inspect?a=1&b=2", "/inspect", "http://conformance.test/inspect?a=1&b=2"),
            ("/inspect/a%20b", "/inspect/a b", "http://conformance.test/inspect/a%20b"),
            ("/inspect/caf%C3%A9", "/inspect/café", "http://conformance.test/inspect/café"),
            ("/inspect/a+b", "/inspect/a+b", "http://conformance.test/inspect/a+b"),
            ("/inspect?q=a%20b+c", "/inspect", "http://conformance.test/inspect?q=a%20b+c"),
            ("/inspect?x=%C3%A9", "/inspect", "http://conformance.test/inspect?x=é"),
            ("/inspect/%E2%82%AC?x=%FF", "/inspect/€", "http://conformance.test/inspect/€?x=%FF"),
            ("/inspect/%FF", "/inspect/\u{FFFD}", "http://conformance.test/inspect/\u{FFFD}"),
            ("/inspect/x?a=b?c=d", "/inspect/x", "http://conformance.test/inspect/x?a=b?c=d"),
            ("/inspect/a;b=1", "/inspect/a;b=1", "http://conformance.test/inspect/a;b=1"),
        ])
    func urls(target: String, path: String, url: String) {
        let request = request(target)
        #expect(request.path == path)
        #expect(request.url == url)
        #expect(request.fullPath.hasPrefix(path + "?"))
        #expect(request.rootURL == "http://conformance.test/")
    }

    @Test(
        "leaves out the scheme's usual port, and a host that is none",
        arguments: [
            ("example.com:80", "example.com"), ("Example.COM:8080", "Example.COM:8080"),
            ("[::1]:5000", "[::1]:5000"), ("a/b", ""), ("a b", ""),
        ])
    func host(field: String, host: String) {
        #expect(request("/", ["Host": field]).host == host)
    }

    @Test("believes forwarded fields only of trusted proxies")
    func proxies() {
        let headers: Headers = [
            "Host": "inner", "X-Forwarded-For": "10.0.0.1, 203.0.113.9", "X-Forwarded-Proto": "http, https",
            "X-Forwarded-Host": "a.example, b.example", "X-Forwarded-Prefix": "/app/", "X-Forwarded-Port": "99",
        ]
        let request = request("/branch?x=1", headers)
        #expect(request.remoteAddress == "127.0.0.1")
        #expect(request.url == "http://inner/branch?x=1")
        #expect(request.accessRoute == ["10.0.0.1", "203.0.113.9"])
        request.facts.withLock { $0.trustedProxies = TrustedProxies(1) }
        #expect(request.remoteAddress == "203.0.113.9")
        #expect(request.url == "https://b.example/app/branch?x=1")
        #expect(request.rootPath == "/app")
        #expect(request.isSecure)
        request.facts.withLock { $0.trustedProxies = TrustedProxies(3) }
        #expect(request.url == "http://inner/app/branch?x=1" || request.url == "http://inner/branch?x=1")
    }

    @Test(
        "writes a URL in ASCII for a redirect",
        arguments: [
            ("/tärget?q=ü&r=a b", "/t%C3%A4rget?q=%C3%BC&r=a%20b"), ("/a%20b?c=%26", "/a%20b?c=%26"),
            ("https://example.com/path?x=1#frag", "https://example.com/path?x=1#frag"),
            ("//other.example/x", "//other.example/x"), ("sibling?x=1", "sibling?x=1"),
            ("http://☃.net/påth?q=èry%DF", "http://xn--n3h.net/p%C3%A5th?q=%C3%A8ry%DF"),
            ("http://user:pä@Bücher.example:8080/", "http://user:p%C3%A4@xn--bcher-kva.example:8080/"),
            ("/x\r\nSet-Cookie: a=1", "/x%0D%0ASet-Cookie:%20a=1"), ("mailto:a@b.c", "mailto:a@b.c"),
        ])
    func ascii(url: String, expected: String) {
        #expect(InternationalURL.ascii(url) == expected)
    }

    @Test(
        "writes hosts in Punycode and back",
        arguments: [
            ("münchen.de", "xn--mnchen-3ya.de"), ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
            ("☃.net", "xn--n3h.net"), ("bücher", "xn--bcher-kva"), ("plain.org", "plain.org"),
        ])
    func punycode(readable: String, ascii: String) {
        #expect(Punycode.ascii(host: readable) == ascii)
        #expect(Punycode.readable(host: ascii) == readable)
    }

    @Test("takes any text for a Punycode label", arguments: ["xn--", "xn--99999999", "xn--a-b-c-", "xn--ÿ", "xn---"])
    func hostilePunycode(host: String) {
        _ = Punycode.readable(host: host)
    }
}

import DewarHTTP
import TestSupport
import Testing

@Suite("Header fields")
struct FieldTests {
    @Test(
        "reads parameters as browsers send them",
        arguments: [
            ("text/html; charset=UTF-8", "text/html", ["charset": "UTF-8"]), ("", "", [:]), ("x", "x", [:]),
            (
                #"form-data; name="a \"q\" b"; filename="c:\\dir""#, "form-data",
                ["name": "a \"q\" b", "filename": #"c:\dir"#]
            ),
            ("FORM-DATA; NAME=\"a\"", "FORM-DATA", ["name": "a"]),
            ("form-data; name=unquoted", "form-data", ["name": "unquoted"]),
            ("a; f=\"x\"; f*=UTF-8''%E6%97%A5.txt", "a", ["f": "日.txt"]), ("a; n=\"%22\"", "a", ["n": "\""]),
            ("a; n*0=x; n*1=y", "a", ["n": "xy"]), ("a; f*=latin-9''%E9", "a", ["f": "%E9"]), ("a; =b; c", "a", [:]),
            ("a; f*=iso-8859-1''%E9", "a", ["f": "é"]), ("a; b=\"unclosed", "a", [:]), ("a; b=\"x\\\"", "a", [:]),
            (";b=1", "", [:]), ("a;;;b=1;", "a", ["b": "1"]), ("a; b=\"c;d\"; e=f", "a", ["b": "c;d", "e": "f"]),
        ] as [(String, String, [String: String])])
    func parameters(field: String, value: String, parameters: [String: String]) {
        let parsed = Parameters(parsing: field)
        #expect(parsed.value == value)
        #expect(parsed.parameters == parameters)
    }

    @Test("cuts lists at commas outside quotes")
    func lists() {
        #expect(FieldSyntax.items(of: #"a, "b, c" , , d="e\",f""#) == ["a", #""b, c""#, #"d="e\",f""#])
        #expect(FieldSyntax.items(of: "a, \"b").isEmpty)
        #expect(FieldSyntax.pairs(of: "a=1, b=\"two, three\", c, =x").map(\.name) == ["a", "b", "c"])
    }

    @Test("says what caches may do")
    func cacheControl() {
        let changes: [((inout CacheControl) -> Void, String)] = [
            (
                {
                    $0.public = true; $0.maxAge = 300
                }, "public, max-age=300"
            ),
            (
                {
                    $0.private = true; $0.noCache = true
                }, "private, no-cache"
            ),
            (
                {
                    $0.private = "X-Secret"; $0.noCache = "Set-Cookie"
                }, "private=X-Secret, no-cache=Set-Cookie"
            ),
            ({ $0.noStore = true }, "no-store"),
            (
                {
                    $0.noStore = true; $0.noStore = false
                }, ""
            ),
            ({ $0.noCache = "A, B" }, "no-cache=\"A, B\""),
        ]
        for (change, expected) in changes {
            var response = Response()
            change(&response.cacheControl)
            #expect(response.headers["Cache-Control"] ?? "" == expected)
        }
    }

    @Test("reads what a client wants of caches")
    func requestCacheControl() {
        let control = CacheControl(parsing: "no-store, MAX-AGE=5, no-cache=\"x\", max-stale=z")
        #expect(control.noStore && control.noCache.isSet && control.maxAge == 5 && control.maxStale == nil)
    }

    @Test(
        "reads who the client says it is",
        arguments: [
            ("Basic YW5uOnMzY3JldDrDvA==", "basic", "ann", "s3cret:ü"), ("basic YW5u", "basic", "ann", ""),
            ("Basic Og==", "basic", "", ""),
        ])
    func basic(field: String, type: String, username: String, password: String) {
        let authorization = Authorization(parsing: field)
        #expect(authorization?.type == type)
        #expect(authorization?.username == username)
        #expect(authorization?.password == password)
    }

    @Test("gives nobody for credentials that cannot be read", arguments: ["Basic /zr+", "Basic not-base64!", ""])
    func unreadable(field: String) {
        #expect(Authorization(parsing: field) == nil)
    }

    @Test("tells tokens from parameters by an equals sign that is not at the end")
    func tokens() {
        #expect(Authorization(parsing: "Bearer abc==")?.token == "abc==")
        #expect(Authorization(parsing: "OnlyScheme")?.token == "")
        let digest = Authorization(parsing: #"Digest username="Mufasa", nonce="n==", qop=auth"#)
        #expect(digest?.token == nil)
        #expect(digest?.parameters == ["username": "Mufasa", "nonce": "n==", "qop": "auth"])
    }

    @Test("writes challenges")
    func challenges() {
        #expect("\(Challenge("basic", ["realm": "Conformance"]))" == "Basic realm=Conformance")
        #expect(
            "\(Challenge("digest", ["realm": "r", "nonce": "n", "x": "y"]))" == #"Digest realm="r", nonce="n", x=y"#)
        #expect("\(Challenge("bearer", token: "t=="))" == "Bearer t==")
        #expect(Challenge(parsing: "Bearer realm=\"a b\"")?["realm"] == "a b")
    }

    @Test(
        "names the file that is saved",
        arguments: [
            (ContentDisposition.attachment("hello.txt"), "attachment; filename=hello.txt"),
            (.attachment("report 2024.txt"), "attachment; filename=\"report 2024.txt\""),
            (
                .attachment("naïve – 日本語.txt"),
                "attachment; filename=\"naive  .txt\"; "
                    + "filename*=UTF-8''na%C3%AFve%20%E2%80%93%20%E6%97%A5%E6%9C%AC%E8%AA%9E.txt"
            ),
            (.attachment(#"a "quoted"; name.txt"#), #"attachment; filename="a \"quoted\"; name.txt""#),
            (.inline(), "inline"), (.inline("a\r\nb"), "inline; filename=a__b"),
        ])
    func disposition(value: ContentDisposition, expected: String) {
        #expect(value.description == expected)
        var response = Response()
        response.contentDisposition = value
        #expect(response.contentDisposition?.isAttachment == value.isAttachment)
    }

    @Test("keeps each word of a list once")
    func tokenSets() {
        var response = Response()
        response.vary.insert("Accept-Encoding")
        response.vary.insert("Cookie")
        response.vary.insert("accept-encoding")
        #expect(response.headers["Vary"] == "Accept-Encoding, Cookie")
        response.vary.remove("COOKIE")
        #expect(response.vary == ["Accept-Encoding"])
    }

    @Test("adds the charset to types that are text")
    func mimetypes() {
        var response = Response()
        for (type, expected) in [
            ("text/css", "text/css; charset=utf-8"), ("application/xml", "application/xml; charset=utf-8"),
            ("image/svg+xml", "image/svg+xml; charset=utf-8"), ("application/json", "application/json"),
            ("application/javascript", "application/javascript; charset=utf-8"), ("text/x; a=b", "text/x; a=b"),
        ] {
            response.mimetype = type
            #expect(response.contentType == expected)
        }
    }

    @Test("takes any text in any field without harm")
    func hostile() {
        var generator = SeededGenerator(seed: 7)
        let alphabet = Array("abcAZ019=;,\"\\%'*/-:_ \t+é日.W".unicodeScalars)
        for _ in 0..<3000 {
            var text = ""
            for _ in 0..<Int.random(in: 0..<40, using: &generator) {
                text.unicodeScalars.append(alphabet.randomElement(using: &generator) ?? "x")
            }
            _ = Parameters(parsing: text)
            _ = FieldSyntax.pairs(of: text)
            _ = CookieParser.parse(text)
            _ = HTTPDate(text)
            _ = Accept(parsing: text, kind: .mediaType).best(of: ["text/html"])
            _ = Accept(parsing: text, kind: .language).best(of: ["de-AT", "en"])
            _ = ByteRanges(parsing: "bytes=" + text)?.selection(length: 10)
            _ = ETagList(parsing: text)
            _ = CacheControl(parsing: text)
            _ = Authorization(parsing: text)
            _ = Challenge(parsing: text)
            _ = QueryString.parse(text)
            _ = InternationalURL.ascii(text)
            _ = InternationalURL.readable(text)
            _ = try? JSONParser.parse(Array(text.utf8))
        }
    }
}

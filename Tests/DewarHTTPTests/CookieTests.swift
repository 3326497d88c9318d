import DewarHTTP
import Testing

@Suite("Cookies")
struct CookieTests {
    @Test(
        "reads a Cookie field as Werkzeug does",
        arguments: [
            ("a=1", [("a", "1")]), ("a=1; a=2", [("a", "1"), ("a", "2")]), ("a=1;b=2", [("a", "1"), ("b", "2")]),
            ("a", [("a", "")]), ("=1", []), ("a=\"quoted\"", [("a", "quoted")]),
            (#"a="with \"esc\" and \073""#, [("a", "with \"esc\" and ;")]),
            (" a = 1 ; b = 2 ", [("a", "1"), ("b", "2")]),
            ("a=%20", [("a", "%20")]), (#"a="\303\251""#, [("a", "é")]), ("a=1,2", [("a", "1,2")]), ("", []),
            (";;;", []),
            ("a=\"unclosed", [("a", "\"unclosed")]), ("$Version=1; a=1", [("$Version", "1"), ("a", "1")]),
            (#"a="x;y"; b=2"#, [("a", "x;y"), ("b", "2")]), (#"a="x"y; b=2"#, [("a", "\"x\"y"), ("b", "2")]),
        ] as [(String, [(String, String)])])
    func parse(field: String, expected: [(String, String)]) {
        let pairs = CookieParser.parse(field).pairs
        #expect(pairs.map(\.name) == expected.map(\.0))
        #expect(pairs.map(\.value) == expected.map(\.1))
    }

    private static let when = HTTPDate(year: 2024, month: 2, day: 29, hour: 12, minute: 30, second: 45)

    @Test(
        "writes Set-Cookie as Werkzeug does",
        arguments: [
            (Cookie("name", "value"), "name=value; Path=/"), (Cookie("name", "value", path: nil), "name=value"),
            (
                Cookie("name", "value", maxAge: 3600),
                "name=value; Expires=Thu, 01 Jan 1970 01:00:00 GMT; Max-Age=3600; Path=/"
            ),
            (
                Cookie("name", "value", path: "/sub", domain: ".example.com:80"),
                "name=value; Domain=example.com; Path=/sub"
            ),
            (Cookie("name", "value", sameSite: Cookie.SameSite.none), "name=value; Path=/; SameSite=None"),
            (Cookie("name", "value", partitioned: true), "name=value; Secure; Path=/; Partitioned"),
            (
                Cookie(
                    "all", "v", maxAge: 60, expires: when, path: "/p", domain: "example.com", secure: true,
                    httpOnly: true, sameSite: .strict, partitioned: true),
                "all=v; Domain=example.com; Expires=Thu, 29 Feb 2024 12:30:45 GMT; Max-Age=60; Secure; HttpOnly; "
                    + "Path=/p; SameSite=Strict; Partitioned"
            ),
            (Cookie("sp", #"a b;c,d"e\f=g"#), #"sp="a b\073c\054d\"e\\f=g"; Path=/"#),
            (Cookie("uni", "Zoë 🎉"), #"uni="Zo\303\253 \360\237\216\211"; Path=/"#), (Cookie("e", ""), "e=; Path=/"),
            (Cookie("x", "a\r\nb"), #"x="a\015\012b"; Path=/"#), (Cookie("a;b=c", "v"), "a%3Bb%3Dc=v; Path=/"),
            (Cookie("n", "v", path: "/ä;x"), "n=v; Path=/%C3%A4%3Bx"),
        ])
    func write(cookie: Cookie, expected: String) {
        #expect(cookie.field(now: HTTPDate(secondsSince1970: 0)) == expected)
    }

    @Test("gives back what it wrote", arguments: ["", "a b", "\"", "\\", "é;,", "\u{0}\u{1B}\u{1F}\u{7F}", "a=b"])
    func roundTrip(value: String) {
        let pair = Cookie("n", value, path: nil).field()
        #expect(CookieParser.parse(pair)["n"] == value)
    }
}

import Dewar
import DewarHTTP
import DewarLinux
import Synchronization
import TestSupport
import Testing

@Suite("Files as answers")
struct StaticFileTests {
    private let folder: TemporaryDirectory
    private let files: StaticFolder
    private static let alphabet = "abcdefghijklmnopqrstuvwxyz"

    init() throws {
        folder = try TemporaryDirectory()
        files = StaticFolder(folder.path)
        try folder.write(Self.alphabet, to: "alphabet.txt")
        try folder.write("sub\n", to: "sub/file.txt")
        try folder.write("{}", to: "sub/.hidden")
        try folder.write("", to: "empty.txt")
        try folder.write("zipped", to: "notes.txt.gz")
        try folder.write("body {}", to: "style.css")
        try folder.write("compressed", to: "style.css.br")
        try Files.makeFolder(folder.path("dir"))
    }

    private func request(_ headers: Headers = [:], _ method: Method = .get) -> Request {
        Request(method: method, target: "/", headers: headers)
    }

    private func content(_ response: Response) async throws -> String {
        switch response.body {
        case .empty: return ""
        case .string(let text): return text
        case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
        case .file(let part):
            let bytes = try RegularFile.open(part.path).read(at: part.offset, count: part.count)
            return String(decoding: bytes, as: UTF8.self)
        case .stream(let stream):
            let written = Mutex<[UInt8]>([])
            try await stream.produce { piece in written.withLock { $0 += piece } }
            let bytes = written.withLock { $0 }
            if let length = stream.length { #expect(bytes.count == length) }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    @Test("follows links within the folder, and none that leads out of it")
    func links() async throws {
        let outside = try TemporaryDirectory()
        try outside.write("secret", to: "secret.txt")
        try Files.link(folder.path("inside.txt"), to: "sub/file.txt")
        try Files.link(folder.path("outside.txt"), to: outside.path("secret.txt"))
        try Files.link(folder.path("away"), to: outside.path)
        try Files.link(folder.path("alphabet.txt.gz"), to: outside.path("secret.txt"))
        #expect(try await content(files.file("inside.txt", for: request())) == "sub\n")
        #expect(throws: HTTPError.self) { try files.file("outside.txt", for: request()) }
        #expect(throws: HTTPError.self) { try files.file("away/secret.txt", for: request()) }
        let zipped = request(["Accept-Encoding": "gzip"])
        #expect(try await content(files.file("alphabet.txt", for: zipped)) == Self.alphabet)
    }

    @Test(
        "tells the type by the name",
        arguments: [
            ("a.txt", "text/plain", nil), ("a.JS", "text/javascript", nil), ("a.svg", "image/svg+xml", nil),
            ("noext", "application/octet-stream", nil), (".hidden", "application/octet-stream", nil),
            ("a.tar.gz", "application/x-tar", "gzip"), ("a.tgz", "application/x-tar", "gzip"),
            ("notes.txt.gz", "text/plain", "gzip"), ("a.svgz", "image/svg+xml", "gzip"),
            ("a.gz", "application/octet-stream", "gzip"),
            ("a.woff2", "font/woff2", nil), ("", "application/octet-stream", nil),
            ("a.", "application/octet-stream", nil),
            ("x.unknown", "application/octet-stream", nil), ("a.css.br", "text/css", "br"),
        ] as [(String, String, String?)])
    func types(name: String, mimetype: String, encoding: String?) throws {
        let response = try SentFile(bytes: [], name: name).response(for: request())
        #expect(response.mimetype == mimetype)
        #expect(response.headers["Content-Encoding"] == encoding)
    }

    @Test("sends a file with everything that caches and downloads need")
    func headers() async throws {
        let response = try files.file("alphabet.txt", for: request())
        #expect(response.status == 200)
        #expect(response.contentType == "text/plain; charset=utf-8")
        #expect(response.headers["Content-Disposition"] == "inline; filename=alphabet.txt")
        #expect(response.headers["Cache-Control"] == "no-cache")
        #expect(response.headers["Accept-Ranges"] == "bytes")
        #expect(response.etag?.isWeak == false)
        #expect(response.lastModified != nil)
        #expect(response.headers["Vary"] == nil)
        #expect(try await content(response) == Self.alphabet)
    }

    @Test("changes the tag when the file changes")
    func tag() throws {
        let before = try files.file("alphabet.txt", for: request()).etag
        #expect(try files.file("alphabet.txt", for: request()).etag == before)
        try folder.write(Self.alphabet + "!", to: "alphabet.txt")
        #expect(try files.file("alphabet.txt", for: request()).etag != before)
        #expect(try files.file("empty.txt", for: request()).etag != files.file("sub/file.txt", for: request()).etag)
    }

    @Test(
        "answers 404 for what is outside, missing or no file",
        arguments: [
            "", ".", "..", "../x", "sub/../alphabet.txt", "sub/../../etc/passwd", "/etc/passwd", "dir", "sub/",
            "sub//file.txt",
            "missing", "ALPHABET.TXT", "alphabet.txt\0.png", "\0", "alphabet.txt/", "./alphabet.txt", "dir/..",
        ])
    func outside(name: String) {
        let error = #expect(throws: HTTPError.self) { try files.file(name, for: request()) }
        #expect(error?.code == 404)
    }

    @Test("knows dots for a way out whatever combining mark follows the slash", arguments: ["..", ".", ""])
    func combiningMarks(piece: String) {
        #expect(files.path(of: "\(piece)/\u{301}x") == nil)
        #expect(files.path(of: "sub/\(piece)/\u{301}x") == nil)
    }

    @Test("serves folders below, and hidden files")
    func below() async throws {
        #expect(try await content(files.file("sub/file.txt", for: request())) == "sub\n")
        #expect(try await content(files.file("sub/.hidden", for: request())) == "{}")
    }

    @Test("answers 304 to a client that has the file")
    func notModified() throws {
        let first = try files.file("alphabet.txt", for: request())
        let tag = try #require(first.headers["ETag"])
        let date = try #require(first.headers["Last-Modified"])
        for headers in [["If-None-Match": tag], ["If-None-Match": "W/" + tag], ["If-Modified-Since": date]] as [Headers]
        {
            for method in [Method.get, .head] {
                let response = try files.file("alphabet.txt", for: request(headers, method))
                #expect(response.status == 304)
                #expect(response.headers["ETag"] == tag)
                #expect(response.headers["Last-Modified"] == nil)
                #expect(response.contentType == nil)
            }
        }
    }

    @Test(
        "sends the part that is asked for",
        arguments: [
            ("bytes=0-4", "abcde", "bytes 0-4/26"), ("bytes=-5", "vwxyz", "bytes 21-25/26"),
            ("bytes=25-", "z", "bytes 25-25/26"), ("bytes=20-100", "uvwxyz", "bytes 20-25/26"),
        ])
    func part(range: String, expected: String, field: String) async throws {
        for file in [
            try files.file("alphabet.txt", for: request(["Range": range])),
            try SentFile(bytes: Array(Self.alphabet.utf8), name: "a.txt").response(for: request(["Range": range])),
        ] {
            #expect(file.status == 206)
            #expect(file.headers["Content-Range"] == field)
            #expect(try await content(file) == expected)
        }
    }

    @Test("sends several parts in one answer")
    func severalParts() async throws {
        let response = try files.file("alphabet.txt", for: request(["Range": "bytes=0-1, -2"]))
        #expect(response.status == 206)
        let boundary = try #require(MediaType(response.contentType ?? "").parameters["boundary"])
        let type = "Content-Type: text/plain; charset=utf-8\r\n"
        #expect(
            try await content(response)
                == "\r\n--\(boundary)\r\n\(type)Content-Range: bytes 0-1/26\r\n\r\nab"
                + "\r\n--\(boundary)\r\n\(type)Content-Range: bytes 24-25/26\r\n\r\nyz\r\n--\(boundary)--\r\n")
    }

    @Test("answers 416 for a part that is not there, and ignores a malformed range")
    func unsatisfiable() throws {
        let error = #expect(throws: HTTPError.self) {
            try files.file("alphabet.txt", for: request(["Range": "bytes=26-"]))
        }
        #expect(error?.code == 416)
        #expect(error?.headers["Content-Range"] == "bytes */26")
        #expect(try files.file("alphabet.txt", for: request(["Range": "lines=1-2"])).status == 200)
        #expect(try files.file("empty.txt", for: request(["Range": "bytes=0-4"])).status == 200)
        #expect(
            try files.file("alphabet.txt", for: request(["Range": "bytes=0-1", "If-Range": "\"x\""])).status == 200)
    }

    @Test("serves the compressed files beside from the static folder, to HEAD too", arguments: TestConnection.allCases)
    func served(connection: TestConnection) async throws {
        let root = try TemporaryDirectory()
        for (ending, text) in [("", "plain"), (".gz", "with gzip"), (".br", "by brotli")] {
            try root.write(text, to: "static/page.js\(ending)")
        }
        let client = App(root: root.path).testClient(over: connection)
        for (accepted, encoding, text) in [
            ("gzip", "gzip", "with gzip"), ("gzip, br", "br", "by brotli"), ("identity", nil, "plain"),
            ("br;q=0, gzip", "gzip", "with gzip"),
        ] as [(String, String?, String)] {
            let response = try await client.get("/static/page.js", headers: ["Accept-Encoding": accepted])
            #expect(response.text == text && response.headers["Content-Encoding"] == encoding, "\(accepted)")
            #expect(response.headers["Vary"] == "Accept-Encoding", "\(accepted)")
            let head = try await client.head("/static/page.js", headers: ["Accept-Encoding": accepted])
            #expect(head.text.isEmpty && head.headers["Content-Encoding"] == encoding, "\(accepted)")
        }
    }

    @Test("sends the compressed file beside to clients that accept it")
    func compressed() async throws {
        let response = try files.file("style.css", for: request(["Accept-Encoding": "gzip, br"]))
        #expect(try await content(response) == "compressed")
        #expect(response.headers["Content-Encoding"] == "br")
        #expect(response.contentType == "text/css; charset=utf-8")
        #expect(response.headers["Content-Disposition"] == "inline; filename=style.css")
        #expect(response.headers["Vary"] == "Accept-Encoding")
        let plain = try files.file("style.css", for: request(["Accept-Encoding": "gzip, br;q=0"]))
        #expect(try await content(plain) == "body {}")
        #expect(plain.headers["Vary"] == "Accept-Encoding")
        #expect(plain.etag != response.etag)
    }

    @Test("sends an attachment packed as it is")
    func attachment() throws {
        let path = folder.path("notes.txt.gz")
        #expect(try SentFile(path).response(for: request()).headers["Content-Encoding"] == "gzip")
        let attachment = try SentFile(path, asAttachment: true).response(for: request())
        #expect(attachment.headers["Content-Encoding"] == nil)
        #expect(attachment.headers["Content-Disposition"] == "attachment; filename=notes.txt.gz")
    }

    @Test("does as it is told about type, tag, age and conditions")
    func options() throws {
        let path = folder.path("alphabet.txt")
        #expect(
            try SentFile(path, mimetype: "text/x-special").response(for: request()).contentType
                == "text/x-special; charset=utf-8")
        #expect(try SentFile(path, etag: .none).response(for: request()).etag == nil)
        #expect(try SentFile(path, etag: "mine").response(for: request()).etag == "mine")
        let aged = try SentFile(path, maxAge: 3600).response(for: request())
        #expect(aged.headers["Cache-Control"] == "public, max-age=3600")
        #expect(aged.expires.map { $0 > .now } == true)
        let plain = try SentFile(path, conditional: false).response(for: request(["Range": "bytes=0-1"]))
        #expect(plain.status == 200 && plain.headers["Accept-Ranges"] == nil)
        let nameless = try SentFile(bytes: [], mimetype: "text/plain", etag: "e").response(for: request())
        #expect(nameless.headers["Content-Disposition"] == nil && nameless.etag == "e")
        let missing = #expect(throws: HTTPError.self) { try SentFile(folder.path("no")).response(for: request()) }
        #expect(missing?.code == 404)
    }

    @Test("makes an answer of its own conditional, but not that of a PUT")
    func ownAnswer() throws {
        var tagged = Response("0123456789")
        tagged.etag = "v1"
        var conditional = tagged
        try conditional.makeConditional(for: request(["If-None-Match": "\"v1\""]))
        #expect(conditional.status == 304)
        conditional = tagged
        try conditional.makeConditional(for: request(["If-Match": "\"v2\""]))
        #expect(conditional.status == 412)
        conditional = tagged
        try conditional.makeConditional(for: request(["If-Match": "\"v2\""], .put))
        #expect(conditional.status == 200)
        conditional = tagged
        try conditional.makeConditional(for: request(["Range": "bytes=2-4"]), acceptRanges: true)
        #expect(conditional.status == 206)
        conditional = tagged
        try conditional.makeConditional(for: request(["Range": "bytes=2-4"]))
        #expect(conditional.status == 200 && conditional.headers["Accept-Ranges"] == nil)
    }
}

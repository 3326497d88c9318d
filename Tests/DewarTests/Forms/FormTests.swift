import Dewar
import DewarHTTP
import DewarLinux
import Synchronization
import TestSupport
import Testing

@Suite("Forms and uploads")
struct FormTests {
    /// A body that comes in pieces, without a length.
    private final class Pieces: RequestBody.Source {
        private let rest: Mutex<[[UInt8]]>
        let announcedLength: Int? = nil

        init(_ bytes: [UInt8], size: Int) {
            rest = Mutex(
                stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) })
        }

        func next() async throws -> [UInt8]? { rest.withLock { $0.isEmpty ? nil : $0.removeFirst() } }

        func arrived() -> [UInt8]? { nil }
    }

    private func request(_ body: [UInt8], type: String?, method: Method = .post, pieces: Int = 7) -> Request {
        Request(
            method: method, target: "/?a=1&b=2", headers: Headers(contentType: type),
            body: RequestBody(source: Pieces(body, size: pieces)))
    }

    private func multipart(_ parts: [String], pieces: Int = 7) -> Request {
        let body = parts.map { "--xyz\r\nContent-Disposition: form-data; " + $0 + "\r\n" }.joined() + "--xyz--\r\n"
        return request(Array(body.utf8), type: "multipart/form-data; boundary=xyz", pieces: pieces)
    }

    private let urlencoded = "application/x-www-form-urlencoded"

    @Test("reads an urlencoded form once, and gives it again")
    func urlencodedForm() async throws {
        let request = request(Array("a=3&name=Ann&name=Bob".utf8), type: "APPLICATION/X-WWW-FORM-URLENCODED; x=y")
        for _ in 0..<2 { #expect(try await request.form().all("name") == ["Ann", "Bob"]) }
        #expect(try await request.values().pairs.map(\.value) == ["1", "2", "3", "Ann", "Bob"])
        #expect(try await request.files().isEmpty)
        #expect(try await request.data().isEmpty, "the form took the body")
    }

    @Test("reads a form also after the raw body")
    func afterData() async throws {
        let request = request(Array("a=3".utf8), type: urlencoded)
        #expect(try await request.text() == "a=3")
        #expect(try await request.form()["a"] == "3")
        #expect(try await request.text() == "a=3")
    }

    @Test(
        "gives an empty form for what is none",
        arguments: [
            ("a=1", "text/plain"), ("a=1", nil), ("a=1", "multipart/form-data"),
            ("a=1", "multipart/form-data; boundary="),
            ("a=1", "multipart/form-data; boundary=x"), ("a=\u{FF}", "text/html"),
        ] as [(String, String?)])
    func noForm(body: String, type: String?) async throws {
        #expect(try await request(Array(body.utf8), type: type).form().isEmpty)
    }

    @Test("leaves the body alone that is no form")
    func untouched() async throws {
        let request = request(Array("{}".utf8), type: "application/json")
        #expect(try await request.form().isEmpty)
        #expect(try await request.text() == "{}")
    }

    @Test("tells fields from files, also a file without a name")
    func fieldsAndFiles() async throws {
        let request = multipart([
            "name=a\r\n\r\n1", "name=f; filename=\"../é.txt\"\r\nContent-Type: text/plain\r\n\r\nhello",
            "name=f; filename=\"\"\r\n\r\n", "name=a\r\n\r\n2",
        ])
        #expect(try await request.form().all("a") == ["1", "2"])
        let files = try await request.files()
        #expect(files.all("f").map(\.filename) == ["../é.txt", ""])
        #expect(files["f"]?.contentType == "text/plain")
        #expect(try files["f"]?.text() == "hello")
        #expect(files["f"]?.secureFilename == "e.txt")
        #expect(files["nope"] == nil)
    }

    @Test(
        "puts a large file on disk, and gives it back whole", arguments: [1000, 512 * 1024, 512 * 1024 + 1, 3_000_000])
    func largeFile(size: Int) async throws {
        let content = String(decoding: (0..<size).map { UInt8(65 + $0 % 26) }, as: UTF8.self)
        let request = multipart(["name=f; filename=big\r\n\r\n\(content)", "name=a\r\n\r\n1"], pieces: 65_521)
        let file = try #require(try await request.files()["f"])
        #expect(file.size == size)
        #expect(try file.text() == content)
        let folder = try TemporaryDirectory()
        try file.save(to: folder.path("saved"))
        #expect(try folder.text("saved") == content)
        #expect(try folder.names() == ["saved"])
        #expect(throws: (any Error).self) { try file.save(to: folder.path("no/such/folder")) }
    }

    @Test(
        "answers 413 beyond the limits",
        arguments: [
            BodyLimits(maximumBodyBytes: 100), BodyLimits(maximumFormBytes: 10), BodyLimits(maximumFormParts: 2),
        ])
    func limits(limits: BodyLimits) async throws {
        let request = multipart(["name=a\r\n\r\n123456", "name=b\r\n\r\n123456", "name=f; filename=f\r\n\r\nx"])
        #expect(try await multipart(["name=a\r\n\r\n1"]).form()["a"] == "1")
        request.limits = limits
        for _ in 0..<2 {
            let error = await #expect(throws: HTTPError.self) { try await request.form() }
            #expect(error?.code == 413)
        }
    }

    @Test("counts the whole urlencoded body as text")
    func urlencodedLimit() async throws {
        let limited = { (count: Int) in
            let form = self.request(Array("a=".utf8) + [UInt8](repeating: 0x78, count: count), type: self.urlencoded)
            form.limits.maximumFormBytes = 2000
            return form
        }
        #expect(try await limited(1998).form()["a"]?.count == 1998)
        let error = await #expect(throws: HTTPError.self) { try await limited(1999).form() }
        #expect(error?.code == 413)
    }

    @Test(
        "makes harmless file names",
        arguments: [
            ("My cool movie.mov", "My_cool_movie.mov"), ("../../../etc/passwd", "etc_passwd"),
            ("i contain cool \u{fc}ml\u{e4}uts.txt", "i_contain_cool_umlauts.txt"), ("..", ""),
            ("a\u{0}b\r\n.txt", "ab_.txt"), ("c:\\dir\\f.txt", "c_dir_f.txt"), (".htaccess", "htaccess"),
        ])
    func secureFilenames(name: String, expected: String) async throws {
        let upload = try await multipart([
            "name=f; filename*=UTF-8''" + PercentEncoding.encode(name, safe: .nothing) + "\r\n\r\nx"
        ]).files()["f"]
        #expect(upload.map(\.secureFilename) ?? "" == expected)
    }
}

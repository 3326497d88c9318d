import DewarHTTP
import DewarLinux
import DewarServer
import Glibc
import Testing

@Suite("The access log")
struct AccessLogTests {
    @Test("has a line of JSON for each request, whatever its target, and marks slow ones")
    func json() async throws {
        let pipe = try Pipe()
        var log = AccessLogOptions(style: .json)
        log.descriptor = pipe.writing.raw
        log.slowMilliseconds = 0
        let options = log
        try await withServer(
            options: { $0.accessLog = options },
            answering: { request in
                request.target.hasSuffix("later")
                    ? .later { .text(String(request.identifier, radix: 16)) } : .now(.text("x"))
            }
        ) { _, address in
            let client = try Client(address)
            for target in ["/", "/a\"b\\c?\"", "/\u{e9}", "/later"] { #expect(try client.get(target).status == 200) }
            client.send("BAD\r\n\r\n")
            #expect(try client.answer().status == 400)
        }
        let lines = try String(decoding: read(pipe.reading.raw), as: UTF8.self).split(separator: "\n")
            .map { try JSON.value(from: Array($0.utf8)) }
        #expect(lines.map { $0["target"].string } == ["/", "/a%22b%5cc?%22", "/%c3%a9", "/later", "-"])
        #expect(lines.map { $0["status"].int } == [200, 200, 200, 200, 400])
        #expect(lines.allSatisfy { $0["slow"].bool == true && $0["peer"].string == "127.0.0.1" })
        #expect(Set(lines.map { $0["id"].string }).count == 5)
        #expect(lines[0]["time"].string?.utf8.count == 24)
    }

    @Test("has every line whole and in order, however many there are")
    func many() async throws {
        let file = try #require(tmpfile())
        defer { fclose(file) }
        var log = AccessLogOptions(style: .json)
        log.descriptor = fileno(file)
        let options = log
        try await withServer(options: { $0.accessLog = options }, answering: { _ in .now(.text("x")) }) { _, address in
            let client = try Client(address)
            for i in 0..<100 {
                client.send((0..<16).map { "GET /\(16 * i + $0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
                for _ in 0..<16 { #expect(try client.answer().status == 200) }
            }
        }
        var bytes = [UInt8](repeating: 0, count: 1_000_000)
        let text = String(decoding: bytes[..<pread(fileno(file), &bytes, bytes.count, 0)], as: UTF8.self)
        let lines = try text.split(separator: "\n").map { try JSON.value(from: Array($0.utf8)) }
        #expect(lines.map { $0["target"].string } == (0..<1600).map { "/\($0)" })
    }

    @Test("drops what exceeds its memory while nobody reads it, and says how many lines", arguments: [true, false])
    func dropping(isJSON: Bool) throws {
        let pipe = try Pipe()
        let writer = LogWriter(pipe.writing.raw, style: isJSON ? .json : .readable)
        try writer.start()
        let line = String(repeating: "x", count: 1_000_000)
        for _ in 0..<10 { writer.write(Array((line + "\n").utf8)) }
        var text = ""
        while !text.contains("missing") { text += String(decoding: read(pipe.reading.raw), as: UTF8.self) }
        writer.close()
        var lines = text.split(separator: "\n")
        let remark = lines.removeLast()
        #expect(lines.allSatisfy { $0 == line } && lines.count < 10)
        let sentence = "the log was written too slowly, \(10 - lines.count) lines are missing"
        #expect(remark == (isJSON ? #"{"level":"error","error":"\#(sentence)"}"# : "(\(sentence))"))
    }

    /// What is in the pipe. The server has written all of it when it has stopped.
    private func read(_ descriptor: Int32) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return Array(bytes[..<max(0, count)])
    }
}

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

    /// What is in the pipe; the server has written all of it when it has stopped.
    private func read(_ descriptor: Int32) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return Array(bytes[..<max(0, count)])
    }
}

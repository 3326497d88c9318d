import DewarHTTP
import DewarLinux
import Foundation
import TestSupport
import Testing

@testable import DewarServer

/// The recorded byte sequences of Tests/Fixtures/conformance/http1; how they are judged stands in the README there.
struct HTTPCaseTests {
    struct File: Decodable { var cases: [Case] }

    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        var id: String
        var note: String
        var raw_base64: String?
        var parts: [Part]?
        var chunks: Cuts?
        var wait_100: Int?
        var fin: Bool?
        var http10: Bool?
        var no_interim: Bool?
        var close_header: Bool?
        var after: String?
        var responses: [Want]?
        var expect: [Outcome]?
        var body: String?
        var body_repeat: Part?
        var method: String?

        var testDescription: String { "\(id): \(note)" }

        var raw: [UInt8] {
            if let parts { return parts.flatMap(\.bytes) }
            return Array(Data(base64Encoded: raw_base64 ?? "") ?? Data())
        }

        var wants: [Want] {
            responses ?? [Want(expect: expect ?? [], body: body, body_repeat: body_repeat, method: method)]
        }
    }

    /// [text, count], the text in Latin-1.
    struct Part: Decodable, Sendable {
        var bytes: [UInt8]

        init(from decoder: any Decoder) throws {
            var pair = try decoder.unkeyedContainer()
            let text = latin1(try pair.decode(String.self))
            let count = try pair.decode(Int.self)
            bytes = Array(repeatElement(text, count: count).joined())
        }
    }

    enum Cuts: Decodable, Sendable {
        case every
        case at([Int])

        init(from decoder: any Decoder) throws {
            if let places = try? [Int](from: decoder) { self = .at(places) } else { self = .every }
        }
    }

    struct Want: Decodable, Sendable {
        var expect: [Outcome]
        var body: String?
        var body_repeat: Part?
        var method: String?

        var wantedBody: [UInt8]? { body_repeat?.bytes ?? body.map(latin1) }

        func allows(_ status: Int) -> Bool {
            expect.contains { $0 == .status(status) || $0 == .word("\(status / 100)xx") }
        }
    }

    enum Outcome: Decodable, Sendable, Equatable {
        case status(Int)
        case word(String)

        init(from decoder: any Decoder) throws {
            if let status = try? Int(from: decoder) {
                self = .status(status)
            } else {
                self = .word(try String(from: decoder))
            }
        }
    }

    static func latin1(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value & 0xff) } }

    static let cases: [Case] = {
        guard let text = try? Repository.text("Tests/Fixtures/conformance/http1/cases.json"),
            let file = try? JSONDecoder().decode(File.self, from: Data(text.utf8))
        else { return [] }
        return file.cases
    }()

    @Test("answers every recorded byte sequence as the RFCs allow")
    func recorded() async throws {
        try #require(HTTPCaseTests.cases.count >= 334)
        try await withServer(answering: PingAndEcho.answer) { _, address in
            for recorded in HTTPCaseTests.cases {
                do {
                    try judge(recorded, address)
                } catch {
                    Issue.record("\(recorded.id), \(recorded.note): \(error)")
                }
                let found = try Client(address).get("/ping").text
                #expect(found == "pong", "after \(recorded.id)")
            }
        }
    }

    private struct Wrong: Error { var what: String }

    private func judge(_ recorded: Case, _ address: SocketAddress) throws {
        let client = try Client(address)
        let raw = recorded.raw
        var wasInvited = true
        if let at = recorded.wait_100 {
            client.send(Array(raw[..<at]))
            let first = try client.answer(within: 5_000)
            wasInvited = first.status == 100
            guard wasInvited else {
                guard recorded.wants[0].allows(first.status) else { throw Wrong(what: "status \(first.status)") }
                return
            }
            client.send(Array(raw[at...]))
        } else {
            send(raw, recorded.chunks, client)
        }
        if recorded.fin == true { client.stopSending() }
        try judgeAnswers(recorded, client)
    }

    private func send(_ raw: [UInt8], _ cuts: Cuts?, _ client: Client) {
        var places: [Int] = []
        switch cuts {
        case .every: places = Array(1..<raw.count)
        case .at(let given): places = given
        case nil: break
        }
        var last = 0
        for place in places.map({ min($0, raw.count) }) + [raw.count] {
            client.send(Array(raw[last..<place]))
            last = place
        }
    }

    private func judgeAnswers(_ recorded: Case, _ client: Client) throws {
        var last = Client.Answer(status: 0, headers: [:], body: [])
        let isHead = recorded.raw.drop { $0 == 13 || $0 == 10 }.starts(with: Array("HEAD ".utf8))
        for (index, want) in recorded.wants.enumerated() {
            do {
                let method = want.method ?? (isHead && index == 0 ? "HEAD" : "GET")
                last = try client.answer(toHead: method == "HEAD", within: 5_000)
                if last.status == 100, recorded.no_interim == true { throw Wrong(what: "an interim answer") }
                if last.status == 100 { last = try client.answer(toHead: method == "HEAD", within: 5_000) }
                if (200..<300).contains(last.status), method != "HEAD", let body = want.wantedBody, body != last.body {
                    throw Wrong(what: "body \(last.text.prefix(80))")
                }
            } catch Client.Failure.ended where want.expect.contains(.word("close")) {
                return
            }
            guard want.allows(last.status) else { throw Wrong(what: "status \(last.status), want \(want.expect)") }
            if last.status >= 400, want.allows(200) { break }
        }
        let closes = last.headers["connection"]?.lowercased().contains("close") == true
        if recorded.close_header == true, last.status < 300, !closes { throw Wrong(what: "no Connection: close") }
        if recorded.http10 == true, last.headers["transfer-encoding"] != nil {
            throw Wrong(what: "chunks for HTTP/1.0")
        }
        if recorded.after == "close" || closes || recorded.fin == true {
            guard try client.hasEnded() else { throw Wrong(what: "more bytes after the last answer") }
            return
        }
        try followUp(recorded, client, mayEnd: recorded.after == "either" || last.status >= 400)
    }

    /// The connection is in step: it answers two more requests.
    private func followUp(_ recorded: Case, _ client: Client, mayEnd: Bool) throws {
        do {
            guard try client.get("/ping").text == "pong" else { throw Wrong(what: "out of step") }
            client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 16\r\n\r\n0123456789abcdef")
            guard try client.answer().text == "0123456789abcdef" else { throw Wrong(what: "out of step") }
        } catch Client.Failure.ended where mayEnd {}
    }
}

/// What the recorded cases ask of an app.
enum PingAndEcho {
    @Sendable static func answer(_ request: Request) -> Reply {
        let path = request.target.prefix { $0 != "?" }
        switch path {
        case "/ping", "/%70ing":
            let isRead = request.method == .get || request.method == .head
            return .now(isRead ? .text("pong") : .text("no", status: 405))
        case "/echo":
            guard request.method == .post else { return .now(.text("no", status: 405)) }
            return .later {
                do {
                    var all: [UInt8] = []
                    for try await piece in request.body { all += piece }
                    return Response(body: .bytes(all))
                } catch let fault as WireFault {
                    return .text(fault.refusal.sentence, status: fault.refusal.status)
                } catch {
                    return .text("broken off", status: 400)
                }
            }
        default: return .now(.text("nothing here", status: 404))
        }
    }
}

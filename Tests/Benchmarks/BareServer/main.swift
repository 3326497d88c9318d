// The server without the framework: what the loops, the parser and the serialiser cost alone, and a target for the
// HTTP/1.1 cases. `bare-server [PORT] [WORKERS]`, or LISTEN_FDS and DEWAR_READY_FD as an app gets them.
import DewarHTTP
import DewarLinux
import DewarServer
import Glibc

final class Answers: Responder {
    func respond(to request: Request) -> Reply {
        switch request.target {
        case "/": return get(request) { .now(Response("Hello World")) }
        case "/ping": return get(request) { .now(Response("pong", headers: ["Content-Type": "text/plain"])) }
        case "/ping?a=1": return get(request) { .now(Response("pong", headers: ["Content-Type": "text/plain"])) }
        case "/echo": return echo(request)
        case "/later": return .later { Response("Hello World") }
        case "/yield":
            return .later {
                await Task.yield()
                return Response("Hello World")
            }
        case "/sleep":
            return .later {
                try? await Task.sleep(for: .milliseconds(1))
                return Response("Hello World")
            }
        case "/block":
            return .blocking {
                usleep(100_000)
                return Response("Hello World")
            }
        case "/chat":
            return .webSocket(
                WebSocketUpgrade { socket in
                    for await message in socket {
                        switch message {
                        case .text(let text): try? await socket.send(text)
                        case .binary(let bytes): try? await socket.send(bytes)
                        }
                    }
                })
        case let target where target.hasPrefix("/ping") || target == "/%70ing":
            return get(request) { .now(Response("pong", headers: ["Content-Type": "text/plain"])) }
        default: return .now(Response("not found\n", status: 404))
        }
    }

    private func get(_ request: Request, _ answer: () -> Reply) -> Reply {
        request.method == .get || request.method == .head ? answer() : .now(Response("no\n", status: 405))
    }

    private func echo(_ request: Request) -> Reply {
        guard request.method == .post else { return .now(Response("no\n", status: 405)) }
        let headers: Headers = ["Content-Type": "application/octet-stream"]
        guard let source = request.body.source else { return .now(Response(headers: headers, body: .bytes([]))) }
        if let whole = source.arrived() { return .now(Response(headers: headers, body: .bytes(whole))) }
        return .later {
            var all: [UInt8] = []
            do {
                for try await piece in request.body { all += piece }
            } catch let fault as WireFault {
                return Response(fault.refusal.sentence, status: fault.refusal.status)
            } catch {
                return Response("broken off", status: 400)
            }
            return Response(headers: headers, body: .bytes(all))
        }
    }
}

let arguments = CommandLine.arguments
let environment: (String) -> Int32? = { name in getenv(name).flatMap { Int32(String(cString: $0)) } }
var options = ServerOptions()
if let count = environment("LISTEN_FDS") {
    options.listeners = (0..<count).map { .inherited(3 + $0) }
} else {
    let port = arguments.count > 1 ? UInt16(arguments[1])! : 8000
    options.listeners = [.address(SocketAddress(host: "127.0.0.1", port: port)!)]
}
options.workers = arguments.count > 2 ? Int(arguments[2])! : 1
switch getenv("LOG").map({ String(cString: $0) }) {
case "json": options.accessLog = AccessLogOptions(style: .json)
case "readable": options.accessLog = AccessLogOptions(style: .readable)
default: break
}
if let ready = environment("DEWAR_READY_FD") {
    options.onReady = {
        write(ready, "\n", 1)
        close(ready)
    }
}
try Server(options, responder: Answers()).run()

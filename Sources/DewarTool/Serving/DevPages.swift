internal import DewarContract
internal import DewarHTTP
internal import DewarLinux
internal import DewarServer
internal import Synchronization

/// What the tool itself answers: the live script, the reload channel, and every page while no app runs.
final class DevPages: Responder {
    private let host: DevHost
    private let state = Mutex(State())
    /// Takes the connections that want to become WebSockets; runs on the server's thread.
    private let join: @Sendable (_ connection: Int32, BrowserHello) -> Void

    init(_ host: DevHost, join: @escaping @Sendable (_ connection: Int32, BrowserHello) -> Void) {
        self.host = host
        self.join = join
    }

    private struct State {
        var report: FailureReport?
        var app: AppID = 0
    }

    /// What every page shows from now on while no app runs.
    ///
    /// - Parameter app: whose pages they count as; those of an app that crashed are not loaded again for the same program.
    func show(_ report: FailureReport?, of app: AppID = 0) { state.withLock { $0 = State(report: report, app: app) } }

    func respond(to request: Request) -> Reply {
        guard host.accepts(host: request.headers["Host"]) else { return .now(DevPages.refusal(of: request)) }
        let path = request.target.prefix { $0 != "?" }
        switch path {
        case LiveScript.path: return .now(DevPages.script)
        case LiveScript.socketPath: return channel(request)
        case _ where path.begins(with: Contract.reservedPath): return .now(DevPages.text("not found\n", status: 404))
        default: return .now(page(for: request))
        }
    }

    // MARK: - The reload channel

    private func channel(_ request: Request) -> Reply {
        let headers = request.headers
        guard host.accepts(origin: headers["Origin"], host: headers["Host"]) else {
            return .now(DevPages.text("the reload channel is for pages of this app\n", status: 403))
        }
        guard headers["Upgrade"]?.lowercased() == "websocket", let key = headers["Sec-WebSocket-Key"] else {
            return .now(DevPages.text("this is a WebSocket\n", status: 426))
        }
        let token = request.target.split(separator: "token=", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
        let page = host.page(of: token)
        // A page of an earlier `dewar serve` is told to load again, and nothing else.
        guard page != nil || headers["Origin"] != nil else {
            return .now(DevPages.text("wrong token\n", status: 403))
        }
        let hello = BrowserHello(key: key, page: page)
        return .handOver { [join] connection, _ in join(connection.release(), hello) }
    }

    // MARK: - Pages

    private static let script = Response(
        headers: [
            "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-cache",
            "Cross-Origin-Resource-Policy": "same-origin", "X-Content-Type-Options": "nosniff",
        ], body: .string(LiveScriptSource.text))

    private func page(for request: Request) -> Response {
        let (report, app) = state.withLock { ($0.report, $0.app) }
        let accept = request.headers["Accept"] ?? ""
        if accept.contains("text/html") {
            return FailurePage.html(report, token: host.token(for: app))
        }
        guard let report else { return DevPages.text("building …\n", status: 503) }
        if accept.contains("application/json") {
            return Response(
                status: 500, headers: ["Content-Type": "application/json", "Cache-Control": "no-store"],
                body: .string(JSON.text(report)))
        }
        return DevPages.text(report.text, status: 500)
    }

    /// Says which flag allows the host (Vite: server.allowedHosts).
    private static func refusal(of request: Request) -> Response {
        text(
            """
            This host is not allowed to see what is being developed here.
            Start with `dewar serve --host NAME`, or set DEWAR_ALLOWED_HOSTS=NAME, if it is yours.

            """, status: 403)
    }

    private static func text(_ text: String, status: Status) -> Response {
        Response(
            status: status, headers: ["Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"],
            body: .string(text))
    }
}

/// What a page brings when it asks for the reload channel.
struct BrowserHello: Sendable, Hashable {
    /// Sec-WebSocket-Key.
    var key: String
    /// The app that made the page; nil for a page of an earlier `dewar serve`.
    var page: AppID?
}

import Dewar
import Testing

private let trace = ContextKey<[String]>("trace")

private struct Zero: Error {}

/// An app whose hooks write down in which order they run; `inner` lies in `outer`.
private func tracedApp(torn: Shared<[String]>) -> App {
    let app = App()
    note(app, "app", torn)
    let outer = Blueprint("outer", prefix: "/outer")
    note(outer, "outer", torn)
    let inner = Blueprint("inner", prefix: "/inner")
    note(inner, "inner", torn)
    inner.get("/run") { request in
        request.after { response in
            request.context[trace, default: []].append("this")
            response.headers["X-Late"] = "yes"
        }
        if request.args.contains("fail") { throw Zero() }
        if request.args.contains("abort") { try abort(409) }
        return "ran"
    }
    outer.get("/run") { _ async in
        await Task.yield()
        return "outer"
    }
    outer.register(inner)
    app.register(outer)
    app.after { request, response in response.headers["X-Trace"] = request.context[trace]?.joined(separator: " ") }
    return app
}

private func note(_ routes: some Routes, _ name: String, _ torn: Shared<[String]>) {
    routes.before { request in
        if request.args["stop"] == name { return Response("stopped by \(name)", status: 403) }
        return nil
    }
    routes.before { request in request.context[trace, default: []].append("\(name)>") }
    routes.after { request, _ in request.context[trace, default: []].append("<\(name)") }
    routes.teardown { request, error in
        torn.withLock { $0.append("\(name):\(error.map { "\(type(of: $0))" } ?? "none")") }
    }
}

@Suite struct HookTests {
    @Test("hooks run from the outside in before the view, and from the inside out after it")
    func order() async throws {
        let torn = Shared([String]())
        let client = tracedApp(torn: torn).testClient()
        let response = try await client.get("/outer/inner/run")
        #expect(response.text == "ran")
        // The hook that writes X-Trace was registered last, and so runs first of the app's.
        #expect(response.headers["X-Trace"] == "app> outer> inner> this <inner <outer")
        #expect(response.headers["X-Late"] == "yes")
        #expect(torn.value == ["inner:none", "outer:none", "app:none"])
    }

    @Test("a view that waits has the same hooks")
    func orderOfAsync() async throws {
        let torn = Shared([String]())
        let response = try await tracedApp(torn: torn).testClient().get("/outer/run")
        #expect(response.text == "outer")
        #expect(response.headers["X-Trace"] == "app> outer> <outer")
        #expect(torn.value == ["outer:none", "app:none"])
    }

    /// Each way of writing a hook that keeps visitors from `/closed`.
    private static let keepers: [@Sendable (App) -> Void] = [
        { app in app.before { request in request.path == "/closed" ? Response("closed", status: 503) : nil } },
        { app in
            app.before { request in
                if request.path == "/closed" { return Response("closed", status: 503) }
                return nil
            }
        },
        { app in
            app.before { request in
                guard request.path != "/closed" else { try abort(Response("closed", status: 503)) }
            }
        },
        { app in
            app.before { request in
                let closed = ["/closed"]
                if closed.contains(request.path) { try abort(503) }
            }
        },
        { app in
            app.before { request async throws in
                await Task.yield()
                guard request.path != "/closed" else { try abort(503) }
            }
        },
        { app in
            app.before { request async in
                await Task.yield()
                if request.path == "/closed" { return Response(status: 503) }
                return nil
            }
        },
        { app in app.before { request in request.path == "/closed" ? Status(503) : nil } },
        { app in app.before(closedPage) },
        { app in app.before(closedLater) },
    ]

    private static func closedPage(_ request: Request) throws { if request.path == "/closed" { try abort(503) } }

    private static func closedLater(_ request: Request) async -> Response? {
        request.path == "/closed" ? Response(status: 503) : nil
    }

    @Test("a before-hook returns nothing, an answer, or nil, and may wait", arguments: keepers.indices)
    func forms(_ index: Int) async throws {
        let app = App()
        Self.keepers[index](app)
        app.get("/open") { _ in "open" }
        app.get("/closed") { _ in "never" }
        let client = app.testClient()
        #expect(try await client.get("/open").text == "open")
        #expect(try await client.get("/closed").status == 503)
    }

    @Test("a before-hook that answers stops the later ones and the view, not the after-hooks")
    func stopping() async throws {
        let client = tracedApp(torn: Shared([])).testClient()
        let response = try await client.get("/outer/inner/run?stop=outer")
        #expect(response.status == 403)
        #expect(response.text == "stopped by outer")
        #expect(response.headers["X-Trace"] == "app> <inner <outer")
    }

    @Test(
        "teardown sees an error that no handler took, and none that one did",
        arguments: [
            ("fail", "Zero", 500), ("abort", "none", 409),
        ])
    func teardown(query: String, error: String, status: Int) async throws {
        let torn = Shared([String]())
        let response = try await tracedApp(torn: torn).testClient().get("/outer/inner/run?\(query)")
        #expect(response.status.code == status)
        #expect(torn.value == ["inner:\(error)", "outer:\(error)", "app:\(error)"])
    }

    @Test("the app's hooks run where no rule matches, a blueprint's do not")
    func unmatched() async throws {
        let response = try await tracedApp(torn: Shared([])).testClient().get("/outer/nowhere")
        #expect(response.status == 404)
        #expect(response.headers["X-Trace"] == "app>")
    }

    @Test("a value of one request is not there in the next")
    func contextIsFresh() async throws {
        let app = App()
        let key = ContextKey<String>("leftover")
        app.get("/") { request in
            defer { request.context[key] = "stale" }
            return request.context[key] ?? "fresh"
        }
        let client = app.testClient()
        #expect(try await client.get("/").text == "fresh")
        #expect(try await client.get("/").text == "fresh")
    }

    @Test("listeners are told of requests, and come and go")
    func signals() async throws {
        let app = App()
        app.get("/") { _ in "x" }
        app.get("/fail") { _ -> String in throw Zero() }
        let seen = Shared([String]())
        let first = app.signals.requestStarted.connect { request in seen.withLock { $0.append("start \(request.path)") }
        }
        app.signals.requestFinished.connect { event in seen.withLock { $0.append("end \(event.response.status.code)") }
        }
        app.signals.requestFailed.connect { event in seen.withLock { $0.append("failed \(type(of: event.error))") } }
        let client = app.testClient()
        _ = try await client.get("/")
        first.disconnect()
        _ = try await client.get("/fail")
        #expect(seen.value == ["start /", "end 200", "failed Zero", "end 500"])
    }
}

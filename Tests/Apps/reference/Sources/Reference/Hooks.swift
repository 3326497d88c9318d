import Dewar

let trace = ContextKey<[String]>("trace")
let torn = Shared([String: [String]]())

extension Request {
    /// The id under which teardown functions write down what they saw.
    fileprivate var logID: String? {
        path.hasPrefix("/hooks") && path != "/hooks/log" ? args["id"] : nil
    }

    func note(_ step: String) { context[trace, default: []].append(step) }

    fileprivate func noteTeardown(_ name: String, _ error: (any Error)?) {
        guard let id = logID else { return }
        let what = error.map { "\(type(of: $0))" } ?? "none"
        torn.withLock { $0[id, default: []].append("\(name):\(what)") }
    }
}

func addHooks(to app: App) {
    app.before { request in
        request.context[trace] = ["app.before1"]
        if let id = request.logID { torn.withLock { $0[id] = [] } }
        return nil
    }
    app.before { request in
        request.note("app.before2")
        return request.path == "/hooks/stopped" ? text("stopped by before_request", status: 403) : nil
    }
    app.after { request, response in
        response.headers["X-App"] = "conformance"
        guard request.path.hasPrefix("/hooks") else { return }
        request.note("app.after1")
        response.headers["X-Trace"] = request.context[trace]?.joined(separator: ",")
    }
    app.after { request, _ in if request.path.hasPrefix("/hooks") { request.note("app.after2") } }
    app.teardown { request, error in request.noteTeardown("app.teardown1", error) }
    app.teardown { request, error in request.noteTeardown("app.teardown2", error) }

    let hooks = Blueprint("hooks", prefix: "/hooks")
    let inner = Blueprint("inner", prefix: "/inner")
    hooks.before { request in
        request.note("hooks.before")
        return request.args["stop"] == "hooks" ? text("stopped by hooks", status: 403) : nil
    }
    inner.before { request in request.note("inner.before") }
    for blueprint in [hooks, inner] {
        let name = blueprint.name
        blueprint.after { request, _ in request.note("\(name).after") }
        blueprint.teardown { request, error in request.noteTeardown("\(name).teardown", error) }
        blueprint.get("/run", run)
    }
    hooks.get("/log") { request in torn.value[request.args["id"] ?? ""] ?? [] }
    let leftover = ContextKey<String>("leftover")
    hooks.get("/g") { request in
        defer { request.context[leftover] = "stale" }
        return text(request.context[leftover] ?? "fresh")
    }
    hooks.register(inner)
    app.register(hooks)
    app.get("/hooks/stopped") { _ in text("not reached") }
}

private func run(_ request: Request) throws -> Response {
    request.after { response in
        request.note("this.after")
        response.headers["X-Late"] = "yes"
    }
    request.note("view")
    switch request.args["raise"] {
    case "value": throw ValueError("hook")
    case "zero": throw ZeroDivisionError()
    case "abort": try abort(409)
    default: return text("ran")
    }
}

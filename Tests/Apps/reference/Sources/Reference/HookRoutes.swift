import Dewar

private let trace = ContextKey<[String]>("trace")
private let leftover = ContextKey<String>("leftover")
private let teardowns = Shared([String: [String]]())

/// What runs before and after views, and in which order.
func addHookRoutes(to app: App) {
    addHooks(to: app)
    let outer = Blueprint("hooks", prefix: "/hooks")
    addHooks(to: outer, named: "hooks")
    outer.get("/run") { request in try run(request) }
    outer.get("/log") { request in teardowns.value[request.args["id"] ?? ""] ?? [] }
    outer.get("/g") { request in
        let before = request.context[leftover] ?? "fresh"
        request.context[leftover] = "stale"
        return text(before)
    }
    let inner = Blueprint("inner", prefix: "/inner")
    addHooks(to: inner, named: "inner")
    inner.get("/run") { request in try run(request) }
    outer.register(inner)
    app.register(outer)
    app.get("/hooks/stopped") { _ in text("not reached") }
}

private func addHooks(to app: App) {
    app.before { request in
        request.context[trace] = ["app.before1"]
        if let id = loggedID(request) { teardowns.withLock { $0[id] = [] } }
        return nil
    }
    app.before { request in
        note("app.before2", request)
        return request.path == "/hooks/stopped" ? text("stopped by before_request", status: 403) : nil
    }
    app.after { request, response in
        response.headers["X-App"] = "conformance"
        guard request.path.hasPrefix("/hooks") else { return }
        note("app.after1", request)
        response.headers["X-Trace"] = request.context[trace, default: []].joined(separator: ",")
    }
    app.after { request, _ in if request.path.hasPrefix("/hooks") { note("app.after2", request) } }
    app.teardown { request, error in noteTeardown("app.teardown1", error, request) }
    app.teardown { request, error in noteTeardown("app.teardown2", error, request) }
}

private func addHooks(to blueprint: Blueprint, named name: String) {
    blueprint.before { request in
        note("\(name).before", request)
        return name == "hooks" && request.args["stop"] == "hooks" ? text("stopped by hooks", status: 403) : nil
    }
    blueprint.after { request, _ in note("\(name).after", request) }
    blueprint.teardown { request, error in noteTeardown("\(name).teardown", error, request) }
}

private func run(_ request: Request) throws -> Response {
    request.after { response in
        note("this.after", request)
        response.headers["X-Late"] = "yes"
    }
    note("view", request)
    switch request.args["raise"] {
    case "value": throw ValueError(message: "hook")
    case "zero": throw ZeroDivisionError()
    case "abort": try abort(409)
    default: return text("ran")
    }
}

private func note(_ name: String, _ request: Request) { request.context[trace, default: []].append(name) }

/// The id under which this request's teardown functions write their log.
private func loggedID(_ request: Request) -> String? {
    request.path.hasPrefix("/hooks") && request.path != "/hooks/log" ? request.args["id"] : nil
}

private func noteTeardown(_ name: String, _ error: (any Error)?, _ request: Request) {
    guard let id = loggedID(request) else { return }
    let entry = "\(name):\(error.map { "\(type(of: $0))" } ?? "none")"
    teardowns.withLock { $0[id, default: []].append(entry) }
}

import Dewar

struct ValueError: Error { var message: String }
struct ZeroDivisionError: Error {}
struct KeyError: Error {}

// Sendable: the errors hold nothing.
class AppError: Error, @unchecked Sendable {}
class SpecialError: AppError, @unchecked Sendable {}
final class VerySpecialError: SpecialError, @unchecked Sendable {}

/// Errors and who handles them.
func addErrorRoutes(to app: App) {
    addErrorHandlers(to: app)
    app.get("/abort/<int:code>") { (_, code: Int) -> Response in try abort(Status(code)) }
    app.get("/abort-with/<int:code>") { (request, code: Int) -> Response in
        try abort(Status(code), request.args["text"] ?? "")
    }
    app.get("/abort-response") { _ -> Response in
        try abort(text("from a response", status: 402, headers: ["X-Abort": "yes"]))
    }
    app.get("/abort-retry") { _ -> Response in try abort(503, headers: ["Retry-After": "120"]) }
    app.get("/raise/<kind>") { (_, kind: String) -> Response in
        switch kind {
        case "value": throw ValueError(message: "bad value")
        case "unicode": throw ValueError(message: "schön ✓")
        case "app": throw AppError()
        case "special": throw SpecialError()
        case "very-special": throw VerySpecialError()
        case "zero": throw ZeroDivisionError()
        case "key": throw KeyError()
        default: try abort(404)
        }
    }
    app.register(shop())
}

private func addErrorHandlers(to app: App) {
    app.onError(418) { _, error in text("custom teapot: \(error.description)", status: 418) }
    app.onError(410) { _, error in
        Response(json: ["code": error.code, "name": error.name, "description": error.description], status: 410)
    }
    app.onError(ValueError.self) { _, error in text("value error: \(error.message)", status: 422) }
    app.onError(AppError.self) { _, error in text("app error: \(type(of: error))", status: 500) }
    app.onError(SpecialError.self) { _, error in text("special error: \(type(of: error))", status: 409) }
    app.onError(URLBuildError.self) { _, error in text("cannot build \(error.endpoint)", status: 500) }
    app.onError(500) { _, error in
        text("internal: \(error.original.map { "\(type(of: $0))" } ?? "none")", status: 500)
    }
}

private func shop() -> Blueprint {
    let shop = Blueprint("shop", prefix: "/shop")
    shop.onError(404) { _, _ in text("shop: nothing here", status: 404) }
    shop.onError(ValueError.self) { _, error in text("shop value error: \(error.message)", status: 400) }
    shop.onError(HTTPError.self) { _, error in
        Response(json: ["shop": error.code, "name": error.name], status: error.status)
    }
    shop.get("/item/<int:n>") { (_, n: Int) -> Response in
        switch n {
        case 0: try abort(404)
        case 1: throw ValueError(message: "one")
        case 2: try abort(403)
        case 3: throw AppError()
        case 4: throw ZeroDivisionError()
        case 5: try abort(418)
        default: return text("item \(n)")
        }
    }
    return shop
}

import Dewar

struct ValueError: Error {
    var message: String
    init(_ message: String) { self.message = message }
}

struct ZeroDivisionError: Error {}
struct KeyError: Error {}

// Sendable: nothing of them changes.
class AppError: Error, @unchecked Sendable {}
class SpecialError: AppError, @unchecked Sendable {}
final class VerySpecialError: SpecialError, @unchecked Sendable {}

func addErrors(to app: App) {
    app.onError(418) { _, error in text("custom teapot: \(error.description)", status: 418) }
    app.onError(410) { _, error in
        Response(
            json: ["code": error.code, "name": error.name, "description": error.description] as JSONObject, status: 410)
    }
    app.onError(ValueError.self) { _, error in text("value error: \(error.message)", status: 422) }
    app.onError(AppError.self) { _, error in text("app error: \(type(of: error))", status: 500) }
    app.onError(SpecialError.self) { _, error in text("special error: \(type(of: error))", status: 409) }
    app.onError(URLBuildError.self) { _, error in text("cannot build \(error.endpoint)", status: 500) }
    app.onError(500) { _, error in text("internal: \(name(of: error.original))", status: 500) }

    let methods: [Method] = ["GET"]
    app.route("/abort/<int:code>", methods: methods) { (_, code: Int) -> Response in try abort(Status(code)) }
    app.get("/abort-with/<int:code>") { (request, code: Int) -> Response in
        try abort(Status(code), request.args["text"] ?? "")
    }
    app.get("/abort-response") { _ -> Response in
        try abort(text("from a response", status: 402, headers: ["X-Abort": "yes"]))
    }
    app.get("/abort-retry") { _ -> Response in try abort(503, headers: ["Retry-After": "120"]) }
    app.get("/raise/<kind>") { (_, kind: String) -> Response in
        switch kind {
        case "value": throw ValueError("bad value")
        case "unicode": throw ValueError("schön ✓")
        case "app": throw AppError()
        case "special": throw SpecialError()
        case "very-special": throw VerySpecialError()
        case "zero": throw ZeroDivisionError()
        case "key": throw KeyError()
        case "http": throw HTTPError(404, "no such thing")
        default: try abort(404)
        }
    }

    let shop = Blueprint("shop", prefix: "/shop")
    shop.onError(404) { _, _ in text("shop: nothing here", status: 404) }
    shop.onError(ValueError.self) { _, error in text("shop value error: \(error.message)", status: 400) }
    shop.onError(HTTPError.self) { _, error in
        Response(json: ["shop": error.code, "name": error.name] as JSONObject, status: error.status)
    }
    shop.get("/item/<int:n>") { (_, n: Int) -> Response in
        switch n {
        case 0: try abort(404)
        case 1: throw ValueError("one")
        case 2: try abort(403)
        case 3: throw AppError()
        case 4: throw ZeroDivisionError()
        case 5: try abort(418)
        default: return text("item \(n)")
        }
    }
    app.register(shop)
}

/// The type of an unhandled error; a template's by the name that Jinja gives it.
private func name(of error: (any Error)?) -> String {
    guard let error else { return "none" }
    return (error as? TemplateError)?.kind.rawValue ?? "\(type(of: error))"
}

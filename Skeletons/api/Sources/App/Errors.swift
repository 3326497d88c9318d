import Dewar

/// What a client is told of a mistake: `{"error": {"status": 404, "message": "…"}}`.
struct Failure: Encodable, Sendable {
    struct Detail: Encodable, Sendable {
        var status: Int
        var message: String
    }

    var error: Detail

    init(_ status: Int, _ message: String) { error = Detail(status: status, message: message) }
}

/// Every error that a client can meet, as JSON.
func addErrors(to app: App) {
    for status in [400, 401, 403, 404, 405, 409, 413, 415, 422, 429] {
        app.onError(status) { _, error in Response(json: Failure(status, error.description), status: status) }
    }
    app.onError(500) { _, _ in Response(json: Failure(500, "Something broke, and it is our fault."), status: 500) }
}

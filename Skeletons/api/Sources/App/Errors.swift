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
    app.onError(HTTPError.self) { _, error in
        Response(json: Failure(error.status.code, error.description), status: error.status, headers: error.headers)
    }
    app.onError(500) { _, _ in Response(json: Failure(500, "Something broke, and it is our fault."), status: 500) }
}

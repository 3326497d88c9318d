import Dewar

/// The date of the corpus: Thu, 29 Feb 2024 12:30:45 GMT.
let when = HTTPDate(year: 2024, month: 2, day: 29, hour: 12, minute: 30, second: 45)

/// A plain text.
func text(_ body: String, status: Status = 200, headers: Headers = [:]) -> Response {
    var response = Response(body, status: status, headers: headers)
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    return response
}

/// The pairs of a query or a form, as a list of lists.
func pairs(_ values: Values) -> [[String]] { values.map { [$0.name, $0.value] } }

/// An answer from a table by kind; 404 for others.
func pick<Value>(_ table: [String: Value], _ kind: String) throws -> Value {
    guard let found = table[kind] else { try abort(404) }
    return found
}

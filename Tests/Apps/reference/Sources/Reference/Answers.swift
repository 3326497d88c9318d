import Dewar

/// A `text/plain` answer.
func text(_ body: String, status: Status = 200, headers: Headers = [:]) -> Response {
    var response = Response(body, status: status, headers: headers)
    response.mimetype = "text/plain"
    return response
}

/// The pairs of a multi-dictionary as JSON lists them.
func pairs(_ values: Values) -> [[String]] { values.map { [$0.name, $0.value] } }

/// 29 February 2024, 12:30:45 UTC: the date that the application uses everywhere.
let leapDay = HTTPDate(year: 2024, month: 2, day: 29, hour: 12, minute: 30, second: 45)

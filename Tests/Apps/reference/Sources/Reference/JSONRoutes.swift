import Dewar
import Foundation

/// JSON answers and JSON bodies.
func addJSONRoutes(to app: App) {
    app.get("/json/dict") { _ in ["message": "hello", "ok": true, "count": 3] }
    app.get("/json/list") { _ in [1, "two", nil, [3.5, ["four": 4]]] as JSONValue }
    app.get("/json/order") { _ in
        ["b": 1, "a": 2, "C": 3, "é": 4, "10": 5, "9": 6, "nested": ["z": 1, "y": ["k": 1, "j": 2]]] as JSONValue
    }
    app.get("/json/unicode") { _ in
        [
            "text": "Zoë 世界 🎉", "markup": "</script>&'\"<b>", "é": "key",
            "control": "\u{0}\u{1F}\t\n\r\u{8}\u{C}\u{7F}\\/",
        ]
    }
    app.get("/json/types") { _ in Types() }
    app.get("/json/jsonify/<kind>") { (_, kind: String) -> Response in
        switch kind {
        case "args": return Response(json: [1, "two", nil] as JSONValue)
        case "one": return Response(json: "alone")
        case "none", "null": return Response(json: JSONValue.null)
        case "kwargs": return Response(json: ["b": 1, "a": [1, 2]] as JSONValue)
        case "list": return Response(json: [1, 2, 3])
        default: try abort(404)
        }
    }
    app.get("/json/nested-status") { _ in Response(json: ["error": "teapot"], status: 418, headers: ["X-Kind": "json"])
    }
    app.get("/json/string") { _ in #"{"not": "json type"}"# }

    app.post("/json/echo") { request async throws in try await request.json() }
    app.post("/json/silent") { request async in ["got": (try? await request.json()) ?? .null] }
    app.post("/json/force") { request async throws in ["got": try await request.json(force: true)] }
}

private struct Types: Encodable {
    struct Point: Encodable {
        var x = 1
        var y = 2.5
    }

    enum CodingKeys: String, CodingKey {
        case when, day, naive, id, price, point, markup, nothing, yes, no, n, f, big, pair
    }

    func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(Date(timeIntervalSince1970: Double(leapDay.secondsSince1970)), forKey: .when)
        try members.encode(HTTPDate(year: 2024, month: 2, day: 29), forKey: .day)
        let naive = HTTPDate(year: 1999, month: 12, day: 31, hour: 23, minute: 59, second: 59)
        try members.encode(naive, forKey: .naive)
        try members.encode(UUID(uuidString: "6b1d5e0a-9c2f-4d7e-8f10-0123456789ab"), forKey: .id)
        // Decimal drops the last zero of 10.50, so a price with two places is text from the start.
        try members.encode("10.50", forKey: .price)
        try members.encode(Point(), forKey: .point)
        try members.encode("<b>x</b>", forKey: .markup)
        try members.encodeNil(forKey: .nothing)
        try members.encode(true, forKey: .yes)
        try members.encode(false, forKey: .no)
        try members.encode(-7, forKey: .n)
        try members.encode(0.1, forKey: .f)
        try members.encode(9_007_199_254_740_993, forKey: .big)
        try members.encode([1, 2], forKey: .pair)
    }
}

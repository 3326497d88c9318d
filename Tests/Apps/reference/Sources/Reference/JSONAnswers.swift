import Dewar
import FoundationEssentials

private struct Point: Encodable {
    var x: Int
    var y: Double
}

func addJSON(to app: App) {
    app.get("/json/dict") { _ in ["message": "hello", "ok": true, "count": 3] }
    app.get("/json/list") { _ -> JSONValue in [1, "two", nil, [3.5, ["four": 4]]] }
    app.get("/json/order") { _ -> JSONValue in
        ["b": 1, "a": 2, "C": 3, "é": 4, "10": 5, "9": 6, "nested": ["z": 1, "y": ["k": 1, "j": 2]]]
    }
    app.get("/json/unicode") { _ in
        [
            "text": "Zoë 世界 🎉", "markup": "</script>&'\"<b>",
            "control": "\u{0}\u{1F}\t\n\r\u{8}\u{C}\u{7F}\\/", "é": "key",
        ]
    }
    app.get("/json/types") { _ -> JSONObject in
        [
            "when": when, "day": HTTPDate(year: 2024, month: 2, day: 29),
            "naive": HTTPDate(year: 1999, month: 12, day: 31, hour: 23, minute: 59, second: 59),
            "id": UUID(uuidString: "6b1d5e0a-9c2f-4d7e-8f10-0123456789ab"), "price": "10.50",
            "point": Point(x: 1, y: 2.5),
            "markup": "<b>x</b>", "nothing": JSONValue.null, "yes": true, "no": false, "n": -7, "f": 0.1,
            "big": 9_007_199_254_740_993, "pair": [1, 2],
        ]
    }
    app.get("/json/jsonify/<kind>") { (_, kind: String) in
        try pick(
            [
                "args": [1, "two", nil], "one": "alone", "none": nil, "null": nil, "kwargs": ["b": 1, "a": [1, 2]],
                "list": [1, 2, 3],
            ] as [String: JSONValue], kind)
    }
    app.get("/json/nested-status") { _ in
        Response(json: ["error": "teapot"], status: 418, headers: ["X-Kind": "json"])
    }
    app.get("/json/string") { _ in "{\"not\": \"json type\"}" }
}

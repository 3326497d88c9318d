/// Pairs as a query or an urlencoded form writes them: `q=flask&page=2` (WHATWG URL §5).
package enum QueryString {
    /// The pairs of a query. `+` is a space, a name alone has an empty value, bad escapes stay as they are, and escapes
    /// that are no UTF-8 stay escaped (Flask: request.args).
    package static func parse(_ query: some StringProtocol) -> Values { parse(Array(query.utf8)) }

    /// The pairs of an urlencoded form's body; none where the body is no UTF-8 (Flask: request.form).
    package static func parseForm(_ body: [UInt8]) -> Values {
        guard String(validating: body, as: UTF8.self) != nil else { return Values() }
        return parse(body)
    }

    package static func parse(_ bytes: [UInt8]) -> Values {
        guard !bytes.isEmpty else { return Values() }
        return Values(bytes.split(separator: UInt8(ascii: "&")).map(pair))
    }

    private static func pair(_ field: ArraySlice<UInt8>) -> (String, String) {
        let end = field.firstIndex(of: UInt8(ascii: "=")) ?? field.endIndex
        return (decode(field[..<end]), decode(field[end...].dropFirst()))
    }

    private static func decode(_ part: ArraySlice<UInt8>) -> String {
        var part = part
        for place in part.indices where part[place] == UInt8(ascii: "+") { part[place] = UInt8(ascii: " ") }
        guard part.contains(UInt8(ascii: "%")) else {
            return PercentEncoding.textKeepingInvalidBytesEscaped(Array(part))
        }
        return PercentEncoding.textKeepingInvalidBytesEscaped(PercentEncoding.decode(part))
    }

    /// The pairs as a query; a space becomes `+`.
    package static func encode(_ pairs: some Sequence<(String, String)>) -> String {
        pairs.map { name, value in encodePart(name) + "=" + encodePart(value) }.joined(separator: "&")
    }

    private static func encodePart(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false)
            .map { PercentEncoding.encode($0, safe: .queryPart) }
            .joined(separator: "+")
    }
}

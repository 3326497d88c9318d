extension VariableConverter {
    /// The text of a value in a URL, percent-encoded; nil refuses it (Werkzeug: to_url).
    func text(_ value: PathValue) -> String? {
        guard let plain = value.text else { return nil }
        switch self {
        case .string, .path: return PathText.quoted(plain)
        case .uuid: return PathText.quoted(plain)
        case .any(let choices): return choices.contains(plain) ? PathText.quoted(plain) : nil
        case .own(_, _, let converter): return converter.text(plain).map(PathText.quoted)
        case .int(let limits):
            guard let int = VariableConverter.whole(value) else { return nil }
            let text = String(int)
            let digits = int < 0 ? limits.fixedDigits - 1 : limits.fixedDigits
            let zeros = String(
                repeating: "0", count: max(0, digits - (int < 0 ? text.utf8.count - 1 : text.utf8.count)))
            return int < 0 ? "-" + zeros + text.dropFirst() : zeros + text
        case .float: return VariableConverter.double(value)?.description
        }
    }

    private static func whole(_ value: PathValue) -> Int? {
        switch value {
        case .int(let int): int
        case .float(let double): Int(exactly: double.rounded(.towardZero))
        case .bool(let bool): bool ? 1 : 0
        case .string(let text): Int(text)
        case .uuid, .null: nil
        }
    }

    private static func double(_ value: PathValue) -> Double? {
        switch value {
        case .int(let int): Double(int)
        case .float(let double): double
        case .bool(let bool): bool ? 1 : 0
        case .string(let text): Double(text)
        case .uuid, .null: nil
        }
    }
}

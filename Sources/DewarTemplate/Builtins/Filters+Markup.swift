/// HTML, URLs and JSON.
extension Filters {
    static let markup: [Builtin] =
        [escape, escape.alias("e")] + [
            Builtin("forceescape", "With `& < > ' \"` replaced, even if it is safe.") { call in
                .markup(try call.inputText.escaped)
            },
            Builtin("safe", "Marked as safe: it is printed without escaping.") { call in .markup(try call.inputText) },
            Builtin(
                "urlencode",
                "Quoted for the path of a URL; a dictionary, or pairs, as a query string.", urlencode),
            Builtin(
                "urlize", "(trim_url_limit=none, nofollow=false, target=none, rel=none, extra_schemes=none)",
                "With links made of the addresses of pages and mailboxes in it.", urlize),
            Builtin(
                "xmlattr", "(autospace=true)",
                "The entries of a dictionary as attributes of a tag, without those that are none or undefined.",
                xmlattr),
            Builtin(
                "tojson", "(indent=none)", "As JSON, with sorted keys, safe in HTML and in script tags.", tojson),
        ]

    private static let escape = Builtin("escape", "With `& < > ' \"` replaced, unless it is safe already.") { call in
        .markup(try Printing.escaped(call.input, call.renderer))
    }

    // MARK: URLs

    private static func urlencode(_ call: Call) throws -> Value {
        if call.input.isString || !call.renderer.isIterable(call.input) {
            return .text(URLQuoting.quote(try call.inputText, isQuery: false))
        }
        let pairs: [Value]
        if case .dict(let dict) = call.input { pairs = dict.items } else { pairs = try call.inputItems }
        let output = OutputBuffer(limit: call.renderer.limits.maximumValueBytes)
        for (i, pair) in pairs.enumerated() {
            let parts = try call.renderer.items(of: pair)
            if parts.count < 2 { throw Failure.value("not enough values to unpack (expected 2, got \(parts.count))") }
            if parts.count > 2 { throw Failure.value("too many values to unpack (expected 2)") }
            if i > 0 { output.append(byte: UInt8(ascii: "&")) }
            output.append(URLQuoting.quote(try Printing.text(parts[0], call.renderer), isQuery: true))
            output.append(byte: UInt8(ascii: "="))
            output.append(URLQuoting.quote(try Printing.text(parts[1], call.renderer), isQuery: true))
        }
        return .text(output.take(from: 0))
    }

    private static func urlize(_ call: Call) throws -> Value {
        var links = Links()
        links.shownCharacters = call[0].isNone ? nil : try call.int(0)
        var rel = call[3].isNone ? [] : try call.string(3).words().map(\.string)
        rel.append("noopener")
        if try call.bool(1) { rel.append("nofollow") }
        links.rel = Text.make(Set(rel).sorted().joined(separator: " "))
        links.target = call[2].isNone ? nil : try call.text(2)
        if links.target?.isEmpty == true { links.target = nil }
        if !call[4].isNone { links.schemes = try call.renderer.items(of: call[4]).map(scheme) }
        let escaped = try Printing.escaped(call.input, call.renderer)
        let result = links.link(inEscaped: escaped)
        return call.autoescape ? .markup(result) : .text(result)
    }

    private static func scheme(_ value: Value) throws -> Text {
        guard let text = value.asText, Links.isScheme(text) else {
            throw Failure.filterArgument("\(Repr.string(value)) is not a valid URI scheme prefix.")
        }
        return text
    }

    // MARK: Attributes and JSON

    private static func xmlattr(_ call: Call) throws -> Value {
        guard case .dict(let dict) = call.input else { throw call.inputLacks("items") }
        let output = OutputBuffer(limit: call.renderer.limits.maximumValueBytes)
        for i in 0..<dict.count {
            let entry = dict.entries[i]
            if entry.value.isNone || entry.value.isUndefined { continue }
            guard let key = entry.key.asText else {
                throw Failure.type("expected string or bytes-like object, got '\(entry.key.typeName)'")
            }
            if key.bytes.contains(where: endsAttributeName) {
                throw Failure.value("Invalid character in attribute name: \(Repr.string(entry.key))")
            }
            if try output.count > 0 || call.bool(0) { output.append(byte: UInt8(ascii: " ")) }
            output.append(try Printing.escaped(entry.key, call.renderer))
            output.append("=\"" as StaticString)
            output.append(try Printing.escaped(entry.value, call.renderer))
            output.append("\"" as StaticString)
        }
        let text = output.take(from: 0)
        return call.autoescape ? .markup(text) : .text(text)
    }

    /// White space, `/`, `>` and `=`: what moves HTML's tokenizer out of the name.
    private static func endsAttributeName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09...0x0D, 0x20, UInt8(ascii: "/"), UInt8(ascii: ">"), UInt8(ascii: "="): true
        default: false
        }
    }

    private static func tojson(_ call: Call) throws -> Value {
        let indent: Text?
        switch call[0] {
        case .none: indent = nil
        case .text(let text), .markup(let text): indent = text
        default:
            let width = try call.int(0)
            try call.renderer.checkSize(items: width, bytesEach: 1)
            indent = Text.space.repeated(width)
        }
        return .markup(try JSONText.text(call.input, indent: indent, call.renderer))
    }
}

/// Percent-encoding as Python's `urllib.parse.quote` does it.
enum URLQuoting {
    /// Letters, digits and `_.-~` stay; in a path the slash too, in a query a space becomes a plus.
    static func quote(_ text: Text, isQuery: Bool) -> Text {
        let output = OutputBuffer(capacity: text.count + 16)
        for byte in text.bytes {
            if isUnreserved(byte) || byte == UInt8(ascii: "/") && !isQuery {
                output.append(byte: byte)
            } else if byte == UInt8(ascii: " "), isQuery {
                output.append(byte: UInt8(ascii: "+"))
            } else {
                output.append(byte: UInt8(ascii: "%"))
                output.append(byte: hexDigit(byte >> 4))
                output.append(byte: hexDigit(byte & 15))
            }
        }
        return output.take(from: 0)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}

/// The text with `& < > " '` made harmless, for HTML that is not made by a template (MarkupSafe: escape).
///
/// ```swift
/// app.get("/hello/<name>") { (_, name: String) in "Hello, \(escape(name))!" }
/// ```
public func escape(_ text: String) -> String { escapedHTML(text) }

/// The text with `& < > " '` escaped as Flask escapes them (MarkupSafe: escape).
package func escapedHTML(_ text: String) -> String {
    guard text.utf8.contains(where: { escapes[$0] != nil }) else { return text }
    var escaped = ""
    for character in text.unicodeScalars {
        if character.isASCII, let entity = escapes[UInt8(character.value)] {
            escaped += entity
        } else {
            escaped.unicodeScalars.append(character)
        }
    }
    return escaped
}

private let escapes: [UInt8: String] = [
    UInt8(ascii: "&"): "&amp;", UInt8(ascii: "<"): "&lt;", UInt8(ascii: ">"): "&gt;", UInt8(ascii: "\""): "&#34;",
    UInt8(ascii: "'"): "&#39;",
]

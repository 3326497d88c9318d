internal import DewarTemplate

/// The text with `& < > " '` made harmless, for HTML that is not made by a template (MarkupSafe: escape).
///
/// ```swift
/// app.get("/hello/<name>") { (_, name: String) in "Hello, \(escape(name))!" }
/// ```
public func escape(_ text: String) -> String { escapedHTML(text) }

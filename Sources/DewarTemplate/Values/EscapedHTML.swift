/// The text with `& < > " '` escaped, for HTML that no template makes (MarkupSafe: escape).
package func escapedHTML(_ text: String) -> String { Text.make(text).escaped.string }

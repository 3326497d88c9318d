/// Where in the program something was registered: `hello/app.swift:5`.
package struct Place: Sendable, Hashable, CustomStringConvertible {
    /// The compiler's `#fileID`: module and file.
    package var file: StaticString
    package var line: UInt

    package init(_ file: StaticString, _ line: UInt) {
        self.file = file
        self.line = line
    }

    package var description: String { "\(file):\(line)" }

    package static func == (a: Place, b: Place) -> Bool { a.line == b.line && a.description == b.description }

    package func hash(into hasher: inout Hasher) { hasher.combine(line) }
}

package import DewarLinux
internal import Glibc

/// An empty folder that goes away with the value.
///
///     let folder = try TemporaryDirectory()
///     try folder.write("import Dewar", to: "app.swift")
package final class TemporaryDirectory: Sendable {
    package let path: String

    package init() throws(SystemError) {
        let base = Host.variable("TMPDIR") ?? "/tmp"
        var template = Array("\(base)/dewar-test-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw SystemError("mkdtemp", errno, on: base) }
        path = Files.resolved(String(cString: made)) ?? String(cString: made)
    }

    deinit { Files.remove(path) }

    /// The path of something in the folder.
    package func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file, and makes the folders on the way to it.
    package func write(_ text: String, to name: String) throws(SystemError) {
        if let slash = name.lastIndex(of: "/") { try Files.makeFolder(path(String(name[..<slash]))) }
        try Files.write(text, to: path(name))
    }

    package func text(_ name: String) throws(SystemError) -> String { try Files.text(path(name)) }

    package func remove(_ name: String) { Files.remove(path(name)) }

    package func exists(_ name: String) -> Bool { Files.facts(path(name), followLinks: false) != nil }

    package func names(_ folder: String = ".") throws(SystemError) -> [String] { try Files.names(in: path(folder)) }
}

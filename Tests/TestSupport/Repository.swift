package import DewarLinux

/// The checkout from which the tests run.
package enum Repository {
    /// Its folder, found from this file's own place.
    package static let root: String = {
        var folder = #filePath
        for _ in 0..<3 { folder = String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]) }
        return folder
    }()

    package static func path(_ name: String) -> String { "\(root)/\(name)" }

    package static func text(_ name: String) throws(SystemError) -> String { try Files.text(path(name)) }

    /// All files below a folder whose names end so, as paths below the checkout, sorted.
    package static func files(below folder: String, ending: String) throws(SystemError) -> [String] {
        var found: [String] = []
        for name in try Files.names(in: path(folder)) where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            if Files.isFolder(Repository.path(path)) {
                found += try files(below: path, ending: ending)
            } else if name.hasSuffix(ending) {
                found.append(path)
            }
        }
        return found
    }
}

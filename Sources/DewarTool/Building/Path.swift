internal import DewarLinux

/// Words about paths.
enum Path {
    /// The last part: `app.swift` of `/home/ada/hello/app.swift`.
    static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// What comes before the last part: `/home/ada/hello` of `/home/ada/hello/app.swift`.
    static func folder(_ path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The last part without what follows its last dot: `app` of `hello/app.swift`.
    static func stem(_ path: String) -> String {
        let name = name(path)
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// The path below a folder: `Sources/App/main.swift`; the path itself if it is not below it.
    static func relative(_ path: String, to folder: String) -> String {
        let prefix = folder.utf8.last == UInt8(ascii: "/") ? folder.utf8.count : folder.utf8.count + 1
        guard path.utf8.count >= prefix, path.utf8.starts(with: folder.utf8),
            path.utf8.dropFirst(prefix - 1).first == UInt8(ascii: "/")
        else { return path }
        return String(path.utf8.dropFirst(prefix)) ?? path
    }

    /// The path seen from the working folder, if it is relative.
    static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : Host.workingFolder + "/" + path
    }
}

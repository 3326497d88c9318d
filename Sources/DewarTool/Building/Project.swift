internal import DewarLinux

/// An application on disk: one file, or a package.
struct Project: Sendable, Hashable {
    enum Layout: Sendable, Hashable {
        /// One Swift file is the whole application.
        case singleFile(String)
        /// Package.swift says what belongs to it.
        case package
    }

    var layout: Layout
    /// The folder of the file or of Package.swift.
    var root: String
    /// What it is called: `hello`.
    var name: String
    /// How it was found: `app.swift in the working folder`.
    var found: String

    /// `app.swift (single file)`, as the first line of `dewar serve` says it.
    var summary: String {
        switch layout {
        case .singleFile(let file): "\(Path.relative(file, to: root)) (single file)"
        case .package: "Package.swift (package)"
        }
    }

    /// Finds the application that is meant.
    ///
    /// - Parameter place: a Swift file, or a folder with app.swift or Package.swift; nil is the working folder or the
    ///   nearest folder above it that holds one.
    static func find(_ place: String? = nil) throws(BuildProblem) -> Project {
        guard let place else { return try nearest(to: Host.workingFolder) }
        guard let path = Files.resolved(place) else { throw .nothingAt(place) }
        if Files.isFolder(path) {
            if let project = inside(path, found: "named on the command line") { return project }
            throw .noApp(folder: path, candidates: candidates(in: path))
        }
        guard path.hasSuffix(".swift") else { throw .noApp(folder: path, candidates: []) }
        if Path.name(path) == "Package.swift" {
            return package(Path.folder(path), found: "named on the command line")
        }
        return singleFile(path, found: "named on the command line")
    }

    private static func nearest(to start: String) throws(BuildProblem) -> Project {
        if let project = inside(start, found: "in the working folder") { return project }
        var folder = Path.folder(start)
        while folder != "/", start != "/" {
            if let project = inside(folder, found: "in \(folder), above the working folder") { return project }
            folder = Path.folder(folder)
        }
        throw .noApp(folder: start, candidates: candidates(in: start))
    }

    private static func inside(_ folder: String, found: String) -> Project? {
        if Files.isFile(folder + "/Package.swift") { return package(folder, found: "Package.swift " + found) }
        if Files.isFile(folder + "/app.swift") {
            return singleFile(folder + "/app.swift", found: "app.swift " + found)
        }
        return nil
    }

    private static func package(_ folder: String, found: String) -> Project {
        Project(layout: .package, root: folder, name: Path.name(folder), found: found)
    }

    private static func singleFile(_ file: String, found: String) -> Project {
        let folder = Path.folder(file)
        let name = Path.name(file) == "app.swift" ? Path.name(folder) : Path.stem(file)
        return Project(layout: .singleFile(file), root: folder, name: name, found: found)
    }

    /// Swift files that may have been meant.
    private static func candidates(in folder: String) -> [String] {
        let names = (try? Files.names(in: folder)) ?? []
        return names.filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".") }
    }

    /// A name that Swift takes for a module: letters, digits and underscores, and none that is taken.
    static func moduleName(for name: String) -> String {
        var module = String(
            name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        if module.first?.isNumber ?? true { module = "_" + module }
        let taken = [
            "Dewar", "DewarHTTP", "Swift", "Foundation", "FoundationEssentials", "Synchronization", "main", "_",
        ]
        return taken.contains(module) || moduleKeywords.contains(module) ? module + "_app" : module
    }

    private static let moduleKeywords: Set<String> = [
        "Any", "Self", "as", "break", "case", "catch", "class", "continue", "default", "defer", "do", "else", "enum",
        "extension", "false", "for", "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let",
        "nil", "operator", "private", "protocol", "public", "repeat", "return", "self", "static", "struct", "super",
        "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
    ]
}

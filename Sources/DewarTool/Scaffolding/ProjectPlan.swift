/// A project before it is written: every file with its path and content.
struct ProjectPlan: Hashable, Sendable {
    struct File: Hashable, Sendable {
        /// Below the project's folder.
        var path: String
        var contents: [UInt8]
        var isExecutable: Bool
    }

    var files: [File] = []

    init() {}

    /// Renders `skeleton` with `variables`.
    init(_ skeleton: Skeleton, _ variables: Variables) throws(SkeletonFault) {
        try render(skeleton, variables)
    }

    /// Adds the files of `skeleton`, rendered with `variables`.
    mutating func render(_ skeleton: Skeleton, _ variables: Variables) throws(SkeletonFault) {
        let manifest = skeleton.manifest
        for source in try skeleton.sources() {
            var isWanted = true
            for condition in manifest.conditions ?? [] where Self.covers(condition.path, source.path) {
                if try !variables.holds(condition.when) { isWanted = false }
            }
            guard isWanted else { continue }
            let isCopied = (manifest.copy ?? []).contains { Self.covers($0, source.path) }
            let isTemplate = !isCopied && source.path.hasSuffix(Self.templateEnding)
            let path = isTemplate ? String(source.path.dropLast(Self.templateEnding.count)) : source.path
            let contents = isTemplate ? try variables.render(source.contents, of: source.path) : source.contents
            try add(
                File(
                    path: try Self.rendered(path, variables), contents: contents, isExecutable: source.isExecutable))
        }
    }

    /// Puts a further file into the project.
    mutating func add(_ file: File) throws(SkeletonFault) {
        guard !files.contains(where: { $0.path == file.path }) else { throw .twice(path: file.path) }
        files.append(file)
    }

    /// Whether a path of a manifest, a file's or a folder's, speaks of the file at `path`.
    static func covers(_ place: String, _ path: String) -> Bool {
        path == place || path == place + templateEnding || path.hasPrefix(place.hasSuffix("/") ? place : place + "/")
    }

    /// A path whose parts may hold variables. No answer may lead out of the project or into another folder, nor into
    /// what version control would run.
    static func rendered(_ path: String, _ variables: Variables) throws(SkeletonFault) -> String {
        var parts: [String] = []
        for part in path.split(separator: "/") {
            let rendered = part.contains("{{") ? try variables.render(String(part), of: path) : String(part)
            guard
                !["", ".", ".."].contains(rendered), rendered.lowercased() != ".git", rendered.utf8.count <= 255,
                !rendered.contains(where: { $0 == "/" || $0 == "\0" || $0.isNewline })
            else {
                throw .name(path: path, rendered: rendered)
            }
            parts.append(rendered)
        }
        return parts.joined(separator: "/")
    }

    private static let templateEnding = ".jinja"
}

/// A project before it is written: every file with its path and content.
struct ProjectPlan: Hashable, Sendable {
    struct File: Hashable, Sendable {
        /// Below the project's folder.
        var path: String
        var contents: [UInt8]
        var isExecutable: Bool
    }

    var files: [File] = []

    /// Renders `skeleton` with `variables`.
    init(_ skeleton: Skeleton, _ variables: Variables) throws(SkeletonFault) {
        for source in try skeleton.sources() {
            let isTemplate = source.path.hasSuffix(Self.templateEnding)
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

    /// A path whose parts may hold variables. No answer may lead out of the project or into another folder.
    private static func rendered(_ path: String, _ variables: Variables) throws(SkeletonFault) -> String {
        var parts: [String] = []
        for part in path.split(separator: "/") {
            let rendered = part.contains("{{") ? try variables.render(String(part), of: path) : String(part)
            guard !["", ".", ".."].contains(rendered), !rendered.contains("/"), !rendered.contains("\0") else {
                throw .name(path: path, rendered: rendered)
            }
            parts.append(rendered)
        }
        return parts.joined(separator: "/")
    }

    private static let templateEnding = ".jinja"
}

internal import DewarContract
internal import DewarLinux
internal import DewarTemplate

/// Where an app's templates come from: those that `dewar build` put into the program, then its folders; the app's own first,
/// and from the start on the blueprints'.
struct AppTemplateLoader: TemplateLoader {
    let root: String
    let folders: Shared<[String]>

    /// What the program brings along, read once. While the app is developed, the folders alone count.
    static let embedded: EmbeddedTemplates =
        Host.variable(Contract.channelDescriptor) == nil ? (try? read("/proc/self/exe")) ?? .init() : .init()

    /// The templates behind the bytes of a program; nil if there are none.
    private static func read(_ program: String) throws -> EmbeddedTemplates? {
        let file = try RegularFile.open(program)
        let end = file.size - EmbeddedTemplates.trailerBytes
        guard end > 0,
            let count = EmbeddedTemplates.payloadBytes(
                trailer: try file.read(at: end, count: EmbeddedTemplates.trailerBytes)), count <= end
        else { return nil }
        return EmbeddedTemplates(payload: try file.read(at: end - count, count: count))
    }

    /// The folders, named as they are in the project wherever that is.
    var named: [TemplateFolder] {
        folders.value.map { path in
            TemplateFolder(name: path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path, path: path)
        }
    }

    func load(_ name: String) throws -> TemplateSource? {
        if !AppTemplateLoader.embedded.folders.isEmpty {
            for folder in named {
                if let text = AppTemplateLoader.embedded.folders[folder.name]?[name] { return TemplateSource(text) }
            }
        }
        return try FolderLoader(folders.value).load(name)
    }

    var names: [String] {
        let embedded = named.flatMap { (AppTemplateLoader.embedded.folders[$0.name] ?? [:]).keys }
        return Set(embedded + FolderLoader(folders.value).names).sorted()
    }

    /// True if there is anywhere that templates could be.
    var hasSource: Bool {
        !AppTemplateLoader.embedded.folders.isEmpty || folders.value.contains(where: Files.isFolder)
    }
}

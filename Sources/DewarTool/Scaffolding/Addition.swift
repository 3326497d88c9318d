internal import DewarLinux

/// Why nothing was added to a project.
enum AddFault: Error, Hashable {
    case noProject(String)
    case unreadableRecord(String)
    case there(feature: String)
    case fileThere(String)
    /// The lines have no marked place; they are to be pasted by hand.
    case noMark([Insertions.Ready])
    case unwritable(SystemError)
    case nothingAsked
    case noSuchPart(String)
    case notForLayout(String, layout: String)
    case link(String)
}

/// A feature or another part that is added to a project on disk: whole or not at all.
struct Addition {
    let root: String
    let plan: ProjectPlan
    let insertions: Insertions

    init(_ skeleton: Skeleton, to root: String, _ variables: Variables) throws {
        self.root = root
        plan = try ProjectPlan(skeleton, variables)
        insertions = try Insertions(skeleton.manifest, variables) { path in try? Files.text("\(root)/\(path)") }
        for file in plan.files {
            if Files.facts("\(root)/\(file.path)", followLinks: false) != nil { throw AddFault.fileThere(file.path) }
        }
        for path in plan.files.map(\.path) + insertions.changed.keys { try Self.refuseLinks(on: path, in: root) }
        guard insertions.homeless.isEmpty else { throw AddFault.noMark(insertions.ready) }
    }

    /// No file lands outside the project through a folder of it that is a link.
    private static func refuseLinks(on path: String, in root: String) throws(AddFault) {
        var place = root
        for part in path.split(separator: "/") {
            place += "/" + part
            if Files.facts(place, followLinks: false)?.kind == .link { throw .link(Path.relative(place, to: root)) }
        }
    }

    /// Writes the new files, then the changed ones, then the record; takes the new ones back where one cannot be written.
    func write(_ record: ProjectRecord) throws(AddFault) {
        var made: [String] = []
        var before: [(path: String, text: String)] = []
        do {
            for file in plan.files {
                let path = "\(root)/\(file.path)"
                try Files.makeFolder(Path.folder(path))
                try Files.write(file.contents, to: path, permissions: file.isExecutable ? 0o755 : 0o644)
                made.append(path)
            }
            for (path, text) in insertions.changed.sorted(by: { $0.key < $1.key }) {
                before.append((path, try Files.text("\(root)/\(path)")))
                try Files.write(text, to: "\(root)/\(path)")
            }
            try Files.write(record.file.contents, to: "\(root)/\(record.file.path)")
        } catch {
            for path in made { Files.remove(path) }
            for (path, text) in before { try? Files.write(text, to: "\(root)/\(path)") }
            throw .unwritable(error)
        }
    }
}

internal import DewarLinux

/// Why a project could not be put into its place.
enum PlacementFault: Error, Hashable {
    case notEmpty(String)
    case notAFolder(String)
    case noParent(String)
    case unwritable(SystemError)
}

/// The place of a project. The project appears there whole or not at all: it is written into a temporary folder
/// beside, which then takes its name in one step.
struct Placement {
    let target: String

    /// Refuses a place where something is already.
    init(_ target: String) throws(PlacementFault) {
        self.target = target
        guard Files.isFolder(Path.folder(target)) else { throw .noParent(Path.folder(target)) }
        guard let facts = Files.facts(target, followLinks: false) else { return }
        guard facts.kind == .folder else { throw .notAFolder(target) }
        if (try? Files.names(in: target)) != [] { throw .notEmpty(target) }
    }

    /// - Parameter finish: what else is done in the temporary folder before it takes its place.
    func place(
        _ plan: ProjectPlan, copying folders: [(from: String, to: String)] = [],
        finish: (_ draft: String) -> Void = { _ in }
    ) throws(PlacementFault) {
        let draft = "\(Path.folder(target))/.\(Path.name(target)).\(Host.processID).new"
        do {
            try Files.makeFolder(draft)
            for file in plan.files {
                let path = "\(draft)/\(file.path)"
                try Files.makeFolder(Path.folder(path))
                try Files.write(file.contents, to: path, permissions: file.isExecutable ? 0o755 : 0o644)
            }
            for (from, to) in folders {
                try Files.makeFolder(Path.folder("\(draft)/\(to)"))
                try Files.copy(from, to: "\(draft)/\(to)")
            }
            finish(draft)
            try Files.rename(draft, to: target)
        } catch {
            Files.remove(draft)
            if error.isNotEmpty { throw .notEmpty(target) }
            throw .unwritable(error)
        }
    }
}

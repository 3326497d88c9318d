internal import DewarContract
internal import DewarLinux

/// Turns the places that an app tells (`hello/app.swift:5`: module and file) into paths from the working folder, which a
/// terminal opens at a click. What is not found in the project is left as it is.
struct SourcePlaces {
    private var root: String
    private var paths: [String: [String]]

    init(_ project: Project) {
        root = project.root
        paths = Dictionary(grouping: SourcePlaces.files(in: project.root, depth: 0)) { Path.name($0) }
    }

    func path(_ place: String) -> String {
        guard let colon = place.lastIndex(of: ":"), let slash = place.firstIndex(of: "/"), slash < colon else {
            return place
        }
        let module = place[..<slash]
        let name = Path.name(String(place[..<colon]))
        let found = paths[name] ?? []
        let path = found.count == 1 ? found.first : found.first { $0.contains("/\(module)/") }
        return path.map { Path.relative($0, to: Host.workingFolder) + place[colon...] } ?? place
    }

    func located(_ route: RouteListing) -> RouteListing {
        var route = route
        route.source = path(route.source)
        if let source = route.hidden?.source { route.hidden?.source = path(source) }
        route.hooks = route.hooks?.map { hook in
            let words = hook.split(separator: " ", maxSplits: 1)
            return words.count == 2 ? "\(words[0]) \(path(String(words[1])))" : hook
        }
        return route
    }

    private static func files(in folder: String, depth: Int) -> [String] {
        guard depth < 12, let names = try? Files.names(in: folder) else { return [] }
        return names.filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
            let path = "\(folder)/\(name)"
            if name.hasSuffix(".swift") { return [path] }
            return Files.isFolder(path) ? files(in: path, depth: depth + 1) : []
        }
    }
}

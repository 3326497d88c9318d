internal import DewarHTTP
internal import DewarLinux
internal import DewarRouting

// The routes that serve static files: the app's own, and one for each blueprint that has a folder.

/// How long a file may be kept whose URL changes with it.
private let aYear = 31_536_000

extension RouteRegistration {
    /// A route that serves a folder, with the endpoint `static`.
    static func staticFiles(_ folder: String, at path: String, _ options: StaticOptions) -> RouteRegistration {
        let files = StaticFolder(folder, maxAge: options.maxAge)
        let keptFiles = StaticFolder(folder, maxAge: aYear)
        let changing = options.urlsChangeWithFiles
        let view = View { (request: Request, name: String) -> Response in
            try (changing && request.args.contains("v") ? keptFiles : files).file(name, for: request)
        }
        var path = path
        while path.hasSuffix("/") { path.removeLast() }
        return RouteRegistration(
            rule: "\(path)/<path:filename>", name: "static", methods: [.get], options: [], view: view, place: nil)
    }
}

extension Site {
    /// The values for a static file's URL with what makes it change when the file does.
    func withVersion(_ endpoint: String, _ values: URLValues) -> URLValues {
        guard let folder = staticFolders[endpoint],
            case .string(let name)? = values["filename"]?.urlValues.first, !values.contains("v"),
            let path = StaticFolder(folder).path(of: name), let facts = Files.facts(path)
        else { return values }
        var values = values
        values["v"] = String(UInt64(bitPattern: facts.modified) ^ UInt64(facts.bytes) << 40, radix: 36)
        return values
    }
}

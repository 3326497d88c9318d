public import DewarHTTP
internal import DewarLinux

/// A folder whose files are answers; nothing outside of it ever is (Flask: send_from_directory).
///
/// ```swift
/// let uploads = StaticFolder("uploads")
/// app.get("/uploads/<path:name>") { (request, name: String) in try uploads.file(name, for: request) }
/// ```
///
/// A file that lies beside itself as `.br` or `.gz` is sent compressed to clients that accept it.
public struct StaticFolder: Sendable, Hashable {
    /// The folder's path.
    public let path: String
    /// Seconds that caches may use a file without asking; nil to have them always ask.
    public var maxAge: Int?

    /// The folder at this path; `maxAge` is how long browsers may use its files without asking, in seconds.
    public init(_ path: String, maxAge: Int? = nil) {
        self.path = path
        self.maxAge = maxAge
    }

    /// The file of this name, which may be one in a folder below, as an answer.
    ///
    /// - Throws: `HTTPError` 404 for what is outside the folder, a folder itself, or missing.
    public func file(_ name: String, for request: Request) throws -> Response {
        guard let path = path(of: name), holds(path) else { throw HTTPError(404) }
        let file = SentFile(path, maxAge: maxAge)
        guard let variant = compressed(path, for: request) else { return try file.response(for: request) }
        guard variant.isAccepted else {
            var response = try file.response(for: request)
            response.vary.insert("Accept-Encoding")
            return response
        }
        var response = try SentFile(
            path + "." + variant.ending, name: file.name, mimetype: FileType(name: name).mimetype, maxAge: maxAge
        ).response(for: request)
        response.vary.insert("Accept-Encoding")
        if response.status != 304 { response.headers["Content-Encoding"] = variant.encoding }
        return response
    }

    /// The path of the file of this name; nil where the name would lead out of the folder or is none.
    package func path(of name: String) -> String? {
        let isPlain = name.pieces(between: "/").allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
        guard isPlain, !name.utf8.contains(0) else { return nil }
        return path.hasSuffix("/") ? path + name : path + "/" + name
    }

    /// Whether a file lies in the folder when links are followed: one that leads out of it is not the folder's to show.
    private func holds(_ file: String) -> Bool {
        guard let folder = Files.resolved(path), let file = Files.resolved(file) else { return false }
        return file.begins(with: folder == "/" ? folder : folder + "/")
    }

    private struct Variant {
        var ending: String
        var encoding: String
        var isAccepted: Bool
    }

    /// The compressed file beside this one that the client accepts; one that it does not accept if there is only that.
    private func compressed(_ path: String, for request: Request) -> Variant? {
        let accepted = request.acceptEncodings
        var found: Variant?
        for ending in ["br", "gz"] {
            guard let encoding = FileType.encodings[ending], Files.isFile(path + "." + ending), Files.isFile(path),
                holds(path + "." + ending)
            else {
                continue
            }
            let isAccepted = accepted.quality(of: encoding) > 0
            if isAccepted { return Variant(ending: ending, encoding: encoding, isAccepted: true) }
            found = Variant(ending: ending, encoding: encoding, isAccepted: false)
        }
        return found
    }
}

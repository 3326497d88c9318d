internal import FoundationEssentials

/// `skeleton.json` in a skeleton's folder: what the skeleton is, what it asks, and what is said of it.
///
/// ```json
/// {
///   "name": "factory",
///   "description": "createApp(), blueprints, templates, tests",
///   "questions": [{ "name": "title", "question": "What the pages are headed with", "default": "{{ name }}" }],
///   "files": [{ "path": "Sources/App", "note": "createApp() and the blueprints" }],
///   "vendor": "Vendor/dewar",
///   "afterwards": ["cd {{ name }}", "dewar serve"]
/// }
/// ```
struct SkeletonManifest: Codable, Hashable, Sendable {
    struct Question: Codable, Hashable, Sendable {
        /// The variable that holds the answer, in the skeleton's templates.
        var name: String
        var question: String
        /// May hold variables: `{{ name }}`.
        var `default`: String
    }

    /// What `new` says of a file or folder that it made.
    struct Note: Codable, Hashable, Sendable {
        var path: String
        var note: String
    }

    var name: String
    var description: String
    var questions: [Question]?
    var files: [Note]?
    /// Where a copy of Dewar goes with `--vendor`; absent where the layout has no place for one.
    var vendor: String?
    /// Lines that are said at the end. May hold variables.
    var afterwards: [String]?

    static let fileName = "skeleton.json"

    init(name: String, description: String) {
        self.name = name
        self.description = description
    }

    init(json: [UInt8], path: String) throws(SkeletonFault) {
        do {
            self = try JSONDecoder().decode(SkeletonManifest.self, from: Data(json))
        } catch {
            throw .manifest(path: path, why: Self.reason(error))
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, _): "it has no \"\(key.stringValue)\""
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\"\(context.codingPath.map(\.stringValue).joined(separator: "."))\" is of the wrong kind"
        default: "it is no JSON object"
        }
    }
}

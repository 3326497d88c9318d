internal import DewarTemplate
internal import FoundationEssentials

/// `skeleton.json` in a skeleton's folder: what the skeleton is, what it asks, what of it becomes part of a project under
/// which condition, and what is said at the end. docs/skeletons.md tells of each part.
struct SkeletonManifest: Codable, Hashable, Sendable {
    struct Question: Codable, Hashable, Sendable {
        enum Kind: String, Codable, Sendable { case text, number, boolean, choice }

        /// The variable that holds the answer, in the skeleton's templates.
        var name: String
        var question: String
        /// Text, unless said.
        var type: Kind?
        /// Text may hold variables: `{{ name }}`.
        var `default`: Answer
        /// What a `choice` chooses from.
        var choices: [String]?
        /// An expression; the question is asked where it holds, and takes its default elsewhere.
        var when: String?

        var kind: Kind { type ?? .text }
    }

    /// What `new` says of a file or folder that it made.
    struct Note: Codable, Hashable, Sendable {
        var path: String
        var note: String
    }

    /// A file or folder of the skeleton that belongs to a project only where an expression holds.
    struct Condition: Codable, Hashable, Sendable {
        var path: String
        var when: String
    }

    /// Lines that go into a file of the project, above the line that says `dewar: MARK`.
    struct Insertion: Codable, Hashable, Sendable {
        var path: String
        var mark: String
        var lines: [String]
        /// Whether it matters only where the project has the file: a Dockerfile, say.
        var ifPresent: Bool?
        var when: String?
    }

    var name: String
    var description: String
    /// The skeleton's own version, kept in its projects.
    var version: String?
    var questions: [Question]?
    var files: [Note]?
    var conditions: [Condition]?
    /// Files and folders that are copied even where their names end in `.jinja`.
    var copy: [String]?
    /// The features it takes with `--with`.
    var features: [String]?
    var insertions: [Insertion]?
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
        // It is read twice, since only this reader tells the line of what is no JSON.
        do { _ = try TemplateValue(json: json) } catch { throw .manifest(path: path, why: "it is no JSON, \(error)") }
        do {
            self = try JSONDecoder().decode(SkeletonManifest.self, from: Data(json))
        } catch {
            throw .manifest(path: path, why: Self.reason(error))
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, let context): "\(place(context))it has no \"\(key.stringValue)\""
        case .typeMismatch(_, let context) where !context.codingPath.isEmpty, .valueNotFound(_, let context):
            "\"\(context.codingPath.map(\.stringValue).joined(separator: "."))\" is of the wrong kind"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            "\(place(context))the value is none of those that are known"
        default: "it is no JSON object"
        }
    }

    /// `questions[1].type: `
    private static func place(_ context: DecodingError.Context) -> String {
        var text = ""
        for key in context.codingPath {
            text += key.intValue.map { "[\($0)]" } ?? (text.isEmpty ? "" : ".") + key.stringValue
        }
        return text.isEmpty ? "" : text + ": "
    }
}

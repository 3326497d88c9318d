internal import DewarLinux
internal import FoundationEssentials

/// `.dewar-project.json` in a project: what it was made from and with which answers, so that `dewar add` goes on in the
/// same manner, and a newer skeleton can be compared. It holds no secret.
struct ProjectRecord: Codable, Hashable, Sendable {
    /// The skeleton's name, its own version, and where it came from: a folder or a repository; nil for Dewar's own.
    struct Origin: Codable, Hashable, Sendable {
        var name: String
        var version: String?
        var source: String?
        /// Of a repository.
        var commit: String?
    }

    var name: String
    var skeleton: Origin
    /// The version of Dewar that made the project.
    var dewar: String
    var answers: [String: Answer]
    var features: [String]
    /// Where the project's own copy of Dewar lies.
    var vendor: String?

    static let fileName = ".dewar-project.json"

    var file: ProjectPlan.File {
        .init(path: Self.fileName, contents: Array(JSON.text(self).utf8), isExecutable: false)
    }

    /// The record of the project in `folder`.
    static func read(in folder: String) throws(AddFault) -> ProjectRecord {
        guard let bytes = try? Files.read("\(folder)/\(fileName)") else { throw .noProject(folder) }
        guard let record = try? JSONDecoder().decode(ProjectRecord.self, from: Data(bytes)) else {
            throw .unreadableRecord("\(folder)/\(fileName)")
        }
        return record
    }
}

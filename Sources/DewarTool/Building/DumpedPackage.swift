/// The JSON of `swift package dump-package`, as far as it is of use here.
struct DumpedPackage: Decodable {
    struct Target: Decodable {
        var name: String
        var type: String
        var path: String?
        var exclude: [String]?
        var sources: [String]?
        var settings: [Setting]?
        var dependencies: [Dependency]?
        var resources: [Resource]?
        var pluginUsages: [Plugin]?
    }

    /// Of no interest but that it is there.
    struct Plugin: Decodable {
        init(from decoder: any Decoder) throws {}
    }

    struct Resource: Decodable {
        var path: String
    }

    /// `{"product":["Dewar","dewar",null,null]}`, `{"byName":["Tools",null]}`, `{"target":["Tools",null]}`
    struct Dependency: Decodable {
        var kind: String
        var name: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: AnyKey.self)
            guard let key = container.allKeys.first else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: [], debugDescription: "a dependency without a kind"))
            }
            var words = try container.nestedUnkeyedContainer(forKey: key)
            kind = key.stringValue
            name = try words.decode(String.self)
        }
    }

    private struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// `{"kind":{"enableUpcomingFeature":{"_0":"ExistentialAny"}},"tool":"swift"}`
    struct Setting: Decodable {
        struct Value: Decodable { var _0: Words? }

        enum Words: Decodable {
            case one(String)
            case many([String])

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                let one = try? container.decode(String.self)
                self = if let one { .one(one) } else { .many(try container.decode([String].self)) }
            }

            var all: [String] {
                switch self {
                case .one(let text): [text]
                case .many(let texts): texts
                }
            }
        }

        var kind: [String: Value]
        var tool: String

        /// The setting's arguments for the compiler; nil if it is none that is known here.
        var arguments: [String]? {
            guard tool == "swift", let (name, value) = kind.first else { return nil }
            let values = value._0?.all ?? []
            return switch name {
            case "define": values.map { "-D\($0)" }
            case "enableUpcomingFeature": values.flatMap { ["-enable-upcoming-feature", $0] }
            case "enableExperimentalFeature": values.flatMap { ["-enable-experimental-feature", $0] }
            case "swiftLanguageMode": values.flatMap { ["-swift-version", $0] }
            case "strictMemorySafety": ["-strict-memory-safety"]
            case "treatAllWarnings": values == ["error"] ? ["-warnings-as-errors"] : []
            default: nil
            }
        }
    }

    var targets: [Target]
}

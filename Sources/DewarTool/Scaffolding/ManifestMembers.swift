internal import FoundationEssentials

/// The names in a JSON text, without what they hold.
indirect enum ManifestMembers: Decodable {
    case object([String: ManifestMembers])
    case list([ManifestMembers])
    case value

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let members = try? container.decode([String: ManifestMembers].self) {
            self = .object(members)
        } else if let members = try? container.decode([ManifestMembers].self) {
            self = .list(members)
        } else {
            self = .value
        }
    }

    /// The places of the names that mean nothing to a manifest, misspelt ones mostly: those that are lost when it is
    /// written anew. `questions[0].defualt`
    static func strange(in json: [UInt8], to manifest: SkeletonManifest) -> [String] {
        guard let written = try? JSONDecoder().decode(Self.self, from: Data(json)),
            let known = try? JSONDecoder().decode(Self.self, from: JSONEncoder().encode(manifest))
        else { return [] }
        return written.lost(in: known, at: "")
    }

    private func lost(in other: ManifestMembers, at place: String) -> [String] {
        switch (self, other) {
        case (.object(let members), .object(let kept)):
            members.sorted { $0.key < $1.key }.flatMap { name, members in
                let place = place.isEmpty ? name : "\(place).\(name)"
                return kept[name].map { members.lost(in: $0, at: place) } ?? [place]
            }
        case (.list(let members), .list(let kept)):
            zip(members, kept).enumerated().flatMap { $1.0.lost(in: $1.1, at: "\(place)[\($0)]") }
        default: []
        }
    }
}

/// What a skeleton's question is answered with: text, a number, or yes and no.
enum Answer: Codable, Hashable, Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        }
    }

    /// As a person would write it: `yes` for a flag.
    var text: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .flag(let flag): flag ? "yes" : "no"
        }
    }
}

extension SkeletonManifest.Question {
    /// What `text` means as an answer to this question; nil where it is none.
    func answer(_ text: String) -> Answer? {
        switch kind {
        case .text: .text(text)
        case .number: Int(text).map(Answer.number)
        case .boolean: Self.flags[text.lowercased()].map(Answer.flag)
        case .choice: (choices ?? []).contains(text) ? .text(text) : nil
        }
    }

    /// What it takes, for a sentence.
    var expected: String {
        switch kind {
        case .text: "text"
        case .number: "a whole number"
        case .boolean: "yes or no"
        case .choice: listed(choices ?? [])
        }
    }

    private static let flags = [
        "yes": true, "y": true, "true": true, "1": true, "no": false, "n": false, "false": false, "0": false,
    ]
}

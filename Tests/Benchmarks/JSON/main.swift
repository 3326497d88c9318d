import DewarHTTP
import FoundationEssentials

/// What JSON costs, in microseconds, beside Foundation's encoder and decoder:
///
///     swift run -c release bench-json
///
/// Each figure is the median of 21 rounds. With a name of a case and a count, that case alone runs so often: for counting
/// allocations, `LD_PRELOAD=…/count_malloc.so bench-json small 100000`.
struct User: Codable {
    var id: Int
    var name: String
    var email: String?
    var tags: [String]
    var score: Double
}

let one = User(id: 7, name: "Ada Lovelace", email: "ada@example.com", tags: ["first", "poet"], score: 0.75)
let many = (0..<100).map { User(id: $0, name: "User \($0)", email: nil, tags: ["a", "b"], score: Double($0) / 3) }
let oneText = try JSON.encode(one)
let manyText = try JSON.encode(many)

let foundation = { () -> JSONEncoder in
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return encoder
}()
let foundationDecoder = JSONDecoder()

let cases: [(name: String, ours: () throws -> Void, theirs: () throws -> Void)] = [
    ("small", { _ = try JSON.encode(one) }, { _ = try foundation.encode(one) }),
    ("list", { _ = try JSON.encode(many) }, { _ = try foundation.encode(many) }),
    (
        "read-small", { _ = try JSON.decode(User.self, from: oneText) },
        { _ = try foundationDecoder.decode(User.self, from: Data(oneText)) }
    ),
    (
        "read-list", { _ = try JSON.decode([User].self, from: manyText) },
        { _ = try foundationDecoder.decode([User].self, from: Data(manyText)) }
    ),
]

func microseconds(_ count: Int, _ work: () throws -> Void) throws -> Double {
    var rounds: [Double] = []
    for _ in 0..<21 {
        let time = try ContinuousClock().measure { for _ in 0..<count { try work() } }
        rounds.append(Double(time.components.attoseconds) / 1e12 / Double(count))
    }
    return rounds.sorted()[10]
}

let arguments = CommandLine.arguments.dropFirst()
if let name = arguments.first, let count = arguments.last.flatMap({ Int($0) }) {
    for one in cases where one.name == name { for _ in 0..<count { try one.ours() } }
} else {
    print("small: \(oneText.count) bytes; list: 100 of them, \(manyText.count) bytes")
    for one in cases {
        let count = one.name.hasSuffix("small") ? 2_000 : 50
        func rounded(_ value: Double) -> String { "\((value * 100).rounded() / 100) µs" }
        print(
            one.name, rounded(try microseconds(count, one.ours)), "Foundation",
            rounded(try microseconds(count, one.theirs)))
    }
}

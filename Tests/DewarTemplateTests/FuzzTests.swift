import DewarTemplate
import Foundation
import TestSupport
import Testing

/// Templates that are put together and broken at random, the same in every run: each renders or ends in a `TemplateError`.
@Suite("Template fuzz")
struct FuzzTests {
    @Test("no mutation of a template crashes", arguments: 0..<8)
    func survivesMutation(seed: Int) throws {
        let groups = [
            "syntax", "expressions", "control_flow", "macros_call", "inheritance", "filters_string", "whitespace",
        ]
        var sources: [String] = []
        for group in groups {
            let text = try Repository.text("Tests/Fixtures/conformance/jinja/\(group).json")
            let cases = try TemplateValue(json: Array(text.utf8))["cases"]?.as([TemplateValue].self) ?? []
            sources += cases.compactMap { $0["template"]?.as(String.self) }.filter { $0.utf8.count < 400 }
        }
        let all = sources
        let rounds = Int(ProcessInfo.processInfo.environment["DEWAR_FUZZ_ROUNDS"] ?? "") ?? 250
        try onLargeStack {
            var random = SeededGenerator(seed: UInt64(seed))
            for _ in 0..<rounds { Self.render(Self.mutate(all.randomElement(using: &random)!, all, &random)) }
        }
    }

    private static let pieces = [
        "{{", "}}", "{%", "%}", "{#", "#}", "-", "+", "(", ")", "[", "]", "{", "}", "'", "\"", "|", ".", ",", ":", "~",
        " if ", " else ", " is ", " not ", " in ", " for ", " loop", "{% endif %}", "{% endfor %}", "{% else %}", "**",
        "//", "%", "0", "1", "-1", "99999999999999999999", "1e308", "\\", "\n", "\r", "\u{0}", "é", "🙂", "\u{2028}",
        "none",
        "x", "self", "super()", "caller()", "varargs", "*", "**x", "|map('upper')", "|sort", "|join", "{% raw %}",
    ]

    private static func mutate(_ source: String, _ sources: [String], _ random: inout SeededGenerator) -> String {
        var bytes = Array(source.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes.insert(contentsOf: Array(pieces.randomElement(using: &random)!.utf8), at: place)
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...8, using: &random)))
            case 2: if place < bytes.count { bytes[place] = UInt8.random(in: 0...127, using: &random) }
            case 3: bytes = Array(bytes[..<place])
            case 4: bytes += Array(sources.randomElement(using: &random)!.utf8)
            default:
                let end = min(bytes.count, place + 20)
                bytes.insert(contentsOf: Array(bytes[place..<end]), at: Int.random(in: 0...bytes.count, using: &random))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func render(_ source: String) {
        var settings = TemplateSettings()
        settings.extensions = Set(TemplateExtension.allCases)
        settings.limits.maximumOutputBytes = 1 << 18
        settings.limits.maximumValueBytes = 1 << 18
        settings.limits.maximumLoopPasses = 2_000
        settings.limits.maximumCallDepth = 60
        let environment = TemplateEnvironment(
            MemoryLoader(["t": source, "base.html": "[{% block body %}{% endblock %}]"]), settings: settings)
        let context: TemplateValue = [
            "x": 1, "y": ["a", 2, nil, 2.5], "items": [["name": "n", "v": 1], ["name": "m", "v": 2]],
            "s": "<b>text</b>",
            "d": ["k": ["l": "m"]],
        ]
        do { _ = try environment.template("t").render(context) } catch {
            #expect(error is TemplateError, "\(source): \(error)")
        }
    }
}

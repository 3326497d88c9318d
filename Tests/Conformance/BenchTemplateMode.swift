import DewarTemplate
import Foundation

/// `conformance bench-template FILE`: how long it takes to render the page in FILE, which `template_peers.py` writes.
///
/// Prints `template_ms` (context ready, template parsed), and beside it what the conversion of a context costs and how long
/// the first load and parse takes. Each is the best of 30. Then, with `--rows`, the page of 1,000 to 1,000,000 rows is
/// streamed, and `rows COUNT` tells the milliseconds, the bytes and the peak of the memory in KiB.
enum BenchTemplateMode {
    private struct Context: Codable {
        struct User: Codable { var name: String }
        struct Link: Codable {
            var href: String
            var text: String
            var active: Bool
        }
        struct Row: Codable {
            var name: String
            var price: Double
            var tags: [String]
        }
        var user: User
        var nav: [Link]
        var rows: [Row]
    }

    private struct Page: Decodable {
        var base: String
        var page: String
        var context: Context

        enum CodingKeys: String, CodingKey {
            case base = "base.html"
            case page = "page.html"
            case context
        }
    }

    static func run(_ path: String, rows: Bool = false) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let page = try JSONDecoder().decode(Page.self, from: data)
        let loader = MemoryLoader(["base.html": page.base, "page.html": page.page])
        let environment = TemplateEnvironment(loader)
        let template = try environment.template("page.html")
        guard let context = try TemplateValue(json: Array(data))["context"] else { return }

        report("template_ms", try best { try template.renderBytes(context) })
        let structs: [String: any Encodable] = [
            "user": page.context.user, "nav": page.context.nav, "rows": page.context.rows,
        ]
        report("template_codable_ms", try best { try template.renderBytes(structs) })
        report(
            "template_dictionaries_ms",
            try best { try template.renderBytes(dictionaries(page.context)) })
        let parse = try best {
            let fresh = TemplateEnvironment(loader)
            _ = try fresh.template("page.html")
            _ = try fresh.template("base.html")
            return []
        }
        report("template_parse_ms", parse)
        if rows { try streamRows(template, context) }
    }

    /// The rows of the context again and again: what grows is the page.
    private static func streamRows(_ template: Template, _ context: TemplateValue) throws {
        let rows = context["rows"]?.as([TemplateValue].self) ?? []
        for count in [1_000, 10_000, 100_000, 1_000_000] {
            let page: TemplateValue = [
                "user": context["user"] ?? .none, "nav": context["nav"] ?? .none,
                "rows": TemplateValue(list: (0..<count).lazy.map { rows[$0 % rows.count] }),
            ]
            var bytes = 0
            let duration = try ContinuousClock().measure { try template.stream(page) { bytes += $0.count } }
            let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
            let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
            print("rows \(count)", String(format: "%.2f", duration / .milliseconds(1)), bytes, peak.filter(\.isNumber))
        }
    }

    /// The context as dictionaries and lists of ready values, as an app may write it.
    private static func dictionaries(_ context: Context) -> TemplateValue {
        [
            "user": ["name": TemplateValue(context.user.name)],
            "nav": TemplateValue(
                list:
                    context.nav.map {
                        [
                            "href": TemplateValue($0.href), "text": TemplateValue($0.text),
                            "active": TemplateValue($0.active),
                        ]
                    }),
            "rows": TemplateValue(
                list:
                    context.rows.map {
                        [
                            "name": TemplateValue($0.name), "price": TemplateValue($0.price),
                            "tags": TemplateValue($0.tags),
                        ]
                    }),
        ]
    }

    private static func best(_ render: () throws -> [UInt8]) throws -> Double {
        let clock = ContinuousClock()
        var best = Duration.seconds(1000)
        for _ in 0..<30 {
            let duration = try clock.measure { _ = try render() }
            best = min(best, duration)
        }
        return Double(best.components.attoseconds) / 1e15 + Double(best.components.seconds) * 1000
    }

    private static func report(_ name: String, _ milliseconds: Double) {
        print(name, String(format: "%.3f", milliseconds))
    }
}

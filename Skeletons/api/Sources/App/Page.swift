import Dewar

/// One page of a longer list, with where it stands: `?page=2&per_page=20`.
struct Page<Item: Encodable & Sendable>: Encodable, Sendable {
    var items: [Item]
    var page: Int
    var perPage: Int
    var total: Int
    /// Absent on the last page.
    var next: String?
    /// Absent on the first one.
    var previous: String?

    enum CodingKeys: String, CodingKey {
        case items, page, total, next, previous
        case perPage = "per_page"
    }
}

/// Which page a request asks for.
struct PageRequest: Sendable {
    var page: Int
    var perPage: Int

    /// - Throws: 400 where a number is none, or out of its bounds.
    init(_ request: Request) throws {
        page = try PageRequest.number("page", fallback: 1, in: 1...1_000_000, of: request)
        perPage = try PageRequest.number("per_page", fallback: 20, in: 1...100, of: request)
    }

    private static func number(
        _ name: String, fallback: Int, in range: ClosedRange<Int>, of request: Request
    ) throws -> Int {
        guard let text = request.args[name] else { return fallback }
        guard let number = Int(text), range.contains(number) else {
            try abort(400, "`\(name)` is a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// How many items come before the page.
    var offset: Int { (page - 1) * perPage }

    /// The page with its neighbours' addresses, which are those of `endpoint`.
    func page<Item>(_ items: [Item], of total: Int, at endpoint: String, _ request: Request) throws -> Page<Item> {
        func address(_ page: Int) throws -> String {
            try request.urlFor(endpoint, ["page": page, "per_page": perPage])
        }
        return Page(
            items: items, page: page, perPage: perPage, total: total,
            next: offset + perPage < total ? try address(page + 1) : nil,
            previous: page > 1 ? try address(page - 1) : nil)
    }
}

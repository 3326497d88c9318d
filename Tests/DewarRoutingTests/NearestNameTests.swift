import Testing

@testable import DewarRouting

@Suite("The nearest known word") struct NearestNameTests {
    static let known = ["new", "serve", "routes", "build", "run", "help"]

    @Test(
        "is found for a slip of the finger",
        arguments: [
            ("servr", "serve"), ("sevre", "serve"), ("serv", "serve"), ("Routes", "routes"), ("route", "routes"),
            ("biuld", "build"), ("nwe", "new"), ("hlep", "help"),
        ])
    func slip(typed: String, meant: String) {
        #expect(nearest(to: typed, among: Self.known) == meant)
    }

    @Test("is none where nothing is near", arguments: ["frobnicate", "xyz", "", "deploy"])
    func nothingNear(typed: String) {
        #expect(nearest(to: typed, among: Self.known) == nil)
    }

    @Test("is found quickly for an endless word")
    func endless() {
        #expect(nearest(to: String(repeating: "a", count: 1_000_000), among: Self.known) == nil)
    }
}

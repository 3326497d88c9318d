internal import DewarLinux

/// Where the time between a save and the browsers' news goes. Times are nanoseconds of the monotonic clock.
struct ReloadClock: Sendable {
    /// The first event of the save.
    var changed: Int?
    var ordered: Int?
    var built: Int?
    var build = BuildTimings()
    var started: Int?
    var ready: Int?
    var told: Int?

    /// The phases in their order, in milliseconds; those that did not take place are left out.
    var phases: [(name: String, milliseconds: Double)] {
        let spans: [(String, Int?)] = [
            ("detect", span(changed, ordered)),
            ("plan", step(build.plan)),
            ("compile", step(build.compile)),
            ("link", step(build.link)),
            ("start", span(built, started)),
            ("ready", span(started, ready)),
            ("told", span(ready, told)),
        ]
        return spans.compactMap { name, span in span.map { (name, Double($0) / 1e6) } }
    }

    /// From the save, or from the order to build where nothing was saved.
    var total: Int? { span(changed ?? ordered ?? started, told ?? ready) }

    /// A step of the build; nil for one that was not come to.
    private func step(_ time: Int) -> Int? { built == nil || time == 0 ? nil : time }

    private func span(_ from: Int?, _ to: Int?) -> Int? {
        guard let from, let to else { return nil }
        return max(0, to - from)
    }
}

/// `0.12`: seconds with two digits.
func seconds(_ nanoseconds: Int) -> String {
    let hundredths = (nanoseconds + 5_000_000) / 10_000_000
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
}

/// `0.3`: milliseconds with one digit.
func milliseconds(_ milliseconds: Double) -> String {
    let tenths = Int((milliseconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
}

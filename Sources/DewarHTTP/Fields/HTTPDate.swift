internal import FoundationEssentials

/// A moment to the second, as HTTP writes it (RFC 9110 §5.6.7).
///
/// ```swift
/// response.lastModified = HTTPDate(year: 2024, month: 2, day: 29, hour: 12)
/// response.expires = .now + 3600
/// ```
public struct HTTPDate: Sendable, Hashable, Comparable {
    /// Seconds since 1 January 1970, 00:00 UTC.
    public var secondsSince1970: Int

    /// The date so many seconds after 1 January 1970, UTC.
    public init(secondsSince1970: Int) {
        self.secondsSince1970 = min(max(secondsSince1970, HTTPDate.earliest), HTTPDate.latest)
    }

    /// The second that the moment lies in, as in `HTTPDate(secondsSince1970: date.timeIntervalSince1970)`.
    public init(secondsSince1970: Double) {
        let seconds = secondsSince1970.rounded(.down)
        self.init(secondsSince1970: Int(exactly: seconds) ?? (seconds < 0 ? HTTPDate.earliest : HTTPDate.latest))
    }

    /// A date and time in UTC. Months and days count from 1.
    public init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        let days = HTTPDate.days(year: min(max(year, 1), 9999), month: min(max(month, 1), 12), day: day)
        self.init(secondsSince1970: days * 86400 + hour * 3600 + minute * 60 + second)
    }

    /// The time as it is.
    public static var now: HTTPDate { HTTPDate(secondsSince1970: Date().timeIntervalSince1970) }

    public static func < (one: HTTPDate, other: HTTPDate) -> Bool { one.secondsSince1970 < other.secondsSince1970 }

    /// The moment this many seconds later.
    public static func + (date: HTTPDate, seconds: Int) -> HTTPDate {
        let (sum, overflow) = date.secondsSince1970.addingReportingOverflow(seconds)
        return HTTPDate(secondsSince1970: overflow ? (seconds < 0 ? earliest : latest) : sum)
    }

    /// The moment this many seconds earlier.
    public static func - (date: HTTPDate, seconds: Int) -> HTTPDate { date + (seconds == .min ? .max : -seconds) }

    // The years 1 to 9999, so that a year always has four digits.
    private static let earliest = days(year: 1, month: 1, day: 1) * 86400
    private static let latest = days(year: 10000, month: 1, day: 1) * 86400 - 1
}

extension HTTPDate: CustomStringConvertible {
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The date as a field carries it: `Thu, 29 Feb 2024 12:30:45 GMT`.
    public var description: String {
        let days = secondsSince1970.flooredQuotient(by: 86400)
        let second = secondsSince1970 - days * 86400
        let date = HTTPDate.civil(days: days)
        let weekday = HTTPDate.weekdays[days - days.flooredQuotient(by: 7) * 7]
        let time = [second / 3600, second / 60 % 60, second % 60].map { HTTPDate.padded($0, to: 2) }
        let day = HTTPDate.padded(date.day, to: 2)
        let year = HTTPDate.padded(date.year, to: 4)
        return "\(weekday), \(day) \(HTTPDate.months[date.month - 1]) \(year) \(time.joined(separator: ":")) GMT"
    }

    /// The date of a field in any of the three forms of RFC 9110 §5.6.7, with a numeric zone too; nil where it is none.
    ///
    /// `Thu, 29 Feb 2024 12:30:45 GMT`, `Thursday, 29-Feb-24 12:30:45 GMT`, `Thu Feb 29 12:30:45 2024`
    public init?(_ text: String) {
        var words = text.split { $0 == " " || $0 == "," || $0 == "-" || $0 == "\t" }.map(String.init)
        let zone = HTTPDate.takeZone(text, &words)
        if let first = words.first, first.utf8.allSatisfy({ $0 >= 0x41 }), !HTTPDate.isMonth(first) {
            words.removeFirst()
        }
        guard let zone, words.count == 4, let clock = words.first(where: { $0.contains(":") }),
            let time = HTTPDate.time(clock)
        else { return nil }
        words.removeAll { $0 == clock }
        guard words.count == 3 else { return nil }
        // asctime puts the month first: `Feb 29 2024`.
        if HTTPDate.isMonth(words[0]) { words.swapAt(0, 1) }
        guard let day = HTTPDate.digits(words[0], 1...2), let month = HTTPDate.month(words[1]),
            let year = HTTPDate.year(words[2]), (1...HTTPDate.days(of: month, in: year)).contains(day)
        else { return nil }
        self.init(
            secondsSince1970: HTTPDate.days(year: year, month: month, day: day) * 86400 + time - zone)
    }

    /// Removes the zone from the words and returns its seconds east of UTC; nil where it is an unknown one.
    private static func takeZone(_ text: String, _ words: inout [String]) -> Int? {
        guard let last = words.last else { return nil }
        if ["GMT", "UTC", "UT", "Z"].contains(last.uppercased()) {
            words.removeLast()
            return 0
        }
        let offset = last.hasPrefix("+") ? String(last.dropFirst()) : last
        let sign = last.hasPrefix("+") ? 1 : text.hasSuffix("-" + last) && words.count > 4 ? -1 : 0
        guard sign != 0 else { return 0 }
        guard let hoursAndMinutes = digits(offset, 4...4), hoursAndMinutes % 100 < 60 else { return nil }
        words.removeLast()
        return sign * (hoursAndMinutes / 100 * 3600 + hoursAndMinutes % 100 * 60)
    }

    private static func time(_ clock: String) -> Int? {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
            .map { digits(String($0), 2...2) }
        guard parts.count == 3 || parts.count == 2, let hour = parts[0], let minute = parts[1], hour < 24, minute < 60
        else { return nil }
        guard parts.count == 3 else { return hour * 3600 + minute * 60 }
        // 60 is a leap second.
        guard let second = parts[2], second <= 60 else { return nil }
        return hour * 3600 + minute * 60 + min(second, 59)
    }

    private static func year(_ word: String) -> Int? {
        if let year = digits(word, 4...4) { return year > 0 ? year : nil }
        // Two digits: RFC 850 means the century that is at most 50 years ahead.
        return digits(word, 2...2).map { $0 < 70 ? 2000 + $0 : 1900 + $0 }
    }

    private static func isMonth(_ word: String) -> Bool { month(word) != nil }

    private static func month(_ word: String) -> Int? {
        guard word.utf8.count >= 3, word.utf8.allSatisfy({ $0 >= 0x41 }) else { return nil }
        let start = word.prefix(3).lowercased()
        return months.firstIndex { $0.lowercased() == start }.map { $0 + 1 }
    }

    private static func digits(_ word: String, _ count: ClosedRange<Int>) -> Int? {
        guard count.contains(word.utf8.count), word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(word)
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

extension HTTPDate: Encodable {
    /// In JSON a date is the same text as in a field.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

// The proleptic Gregorian calendar in days since 1970 (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
extension HTTPDate {
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = year.flooredQuotient(by: 400)
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468
    }

    private static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719468
        let era = shifted.flooredQuotient(by: 146097)
        let dayOfEra = shifted - era * 146097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func days(of month: Int, in year: Int) -> Int {
        let next = month == 12 ? days(year: year + 1, month: 1, day: 1) : days(year: year, month: month + 1, day: 1)
        return next - days(year: year, month: month, day: 1)
    }
}

extension Int {
    fileprivate func flooredQuotient(by divisor: Int) -> Int {
        self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
    }
}

/// The line `Date: Sat, 21 Nov 2026 04:00:00 GMT`, made once a second (RFC 9110 §5.6.7).
package final class DateField {
    /// The line with its end.
    package static let lineBytes = 37

    package let line: UnsafeMutablePointer<UInt8>
    @exclusivity(unchecked) private var second = Int.min

    package init() {
        line = .allocate(capacity: DateField.lineBytes)
        line.initialize(repeating: 0, count: DateField.lineBytes)
    }

    deinit { line.deallocate() }

    /// Brings the line up to this second since 1970 in UTC.
    package func update(second: Int) {
        guard second != self.second else { return }
        self.second = second
        let text = "Date: " + DateField.format(second: second) + "\r\n"
        var i = 0
        for byte in text.utf8 {
            line[i] = byte
            i += 1
        }
    }

    /// `Sat, 21 Nov 2026 04:00:00 GMT`.
    package static func format(second: Int) -> String {
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let days = second >= 0 ? second / 86_400 : (second - 86_399) / 86_400
        let time = second - days * 86_400
        // Days to a date in the calendar of 400 years that begins on the first of March.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let weekday = weekdays[((days % 7) + 7) % 7]
        return "\(weekday), \(padded(day)) \(months[month - 1]) \(padded(year, 4)) "
            + "\(padded(time / 3_600)):\(padded(time / 60 % 60)):\(padded(time % 60)) GMT"
    }

    private static func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

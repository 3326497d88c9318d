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
        let text = "Date: " + HTTPDate(secondsSince1970: second).description + "\r\n"
        var i = 0
        for byte in text.utf8 {
            line[i] = byte
            i += 1
        }
    }
}

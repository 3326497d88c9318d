/// The line `Date: Sat, 21 Nov 2026 04:00:00 GMT`, made once a second (RFC 9110 §5.6.7).
package final class DateField {
    /// The line as it stands in a head, and for how long: as long as the field it came from.
    package struct Line {
        /// The line with its end.
        static let byteCount = 37

        let start: UnsafeMutablePointer<UInt8>
    }

    package let line = Line(start: .allocate(capacity: Line.byteCount))
    @exclusivity(unchecked) private var second = Int.min

    package init() { line.start.initialize(repeating: 0, count: Line.byteCount) }

    deinit { line.start.deallocate() }

    /// Brings the line up to this second since 1970 in UTC.
    package func update(second: Int) {
        guard second != self.second else { return }
        self.second = second
        let text = "Date: " + HTTPDate(secondsSince1970: second).description + "\r\n"
        var i = 0
        for byte in text.utf8 {
            line.start[i] = byte
            i += 1
        }
    }
}

/// The parts of a formatted number, put together: sign, prefix, digits in groups, filling.
struct NumberLayout {
    var isNegative = false
    /// `0x` and the like.
    var prefix = ""
    /// The digits before the point.
    var digits: String
    /// The point and what follows, an exponent, a per cent sign.
    var rest = ""

    /// As a format specification wants it.
    func text(_ spec: FormatSpec) throws -> Text {
        let sign =
            switch spec.sign {
            case .always: isNegative ? "-" : "+"
            case .space: isNegative ? "-" : " "
            case .negativeOnly, nil: isNegative ? "-" : ""
            }
        let head = sign + prefix
        let zerosNeeded =
            spec.fill == "0" && spec.align == .afterSign ? spec.width - head.utf8.count - rest.utf8.count : 0
        let body = head + grouped(spec, atLeast: zerosNeeded) + rest
        let filler = Text.make(String(spec.fill))
        switch spec.align {
        case .afterSign:
            let missing = spec.width - body.utf8.count
            return Text.make(head).appending(filler.repeated(missing)).appending(Text.make(body.dropFirst(head.count)))
        case .left: return Text.make(body).padded(spec.width, .left, with: filler)
        case .center: return Text.make(body).padded(spec.width, floorCenter: filler)
        case .right, nil: return Text.make(body).padded(spec.width, .right, with: filler)
        }
    }

    /// The digits with a sign between the groups, and zeros before them up to the width.
    private func grouped(_ spec: FormatSpec, atLeast width: Int) -> String {
        // There is nothing to group in `inf` and `nan`.
        guard let separator = spec.grouping, !digits.isEmpty else {
            return String(repeating: "0", count: max(width - digits.utf8.count, 0)) + digits
        }
        let size = spec.type.map { "boxX".unicodeScalars.contains($0) } == true ? 4 : 3
        var reversed: [UInt8] = []
        var taken = 0
        for digit in digits.utf8.reversed() {
            if taken > 0, taken % size == 0 { reversed.append(UInt8(separator.value)) }
            reversed.append(digit)
            taken += 1
        }
        while reversed.count < width {
            if taken % size == 0 { reversed.append(UInt8(separator.value)) }
            reversed.append(UInt8(ascii: "0"))
            taken += 1
        }
        return String(decoding: reversed.reversed(), as: UTF8.self)
    }
}

extension Text {
    /// In the middle as format specifications have it: the odd character goes to the right.
    func padded(_ width: Int, floorCenter filler: Text) -> Text {
        let missing = max(width, 0) - length
        guard missing > 0 else { return self }
        return filler.repeated(missing / 2).appending(self).appending(filler.repeated(missing - missing / 2))
    }
}

/// Filling a string up to a width: Python's `center`, `ljust`, `rjust`, `zfill`, `expandtabs`.
extension Text {
    enum Alignment { case left, center, right }

    /// The text filled up to so many characters; itself if it is as long. The filler is one character.
    func padded(_ width: Int, _ alignment: Alignment, with filler: Text = .space) -> Text {
        let missing = max(width, 0) - length
        guard missing > 0 else { return self }
        // Python gives the odd character to the left if the width is odd too.
        let left =
            switch alignment {
            case .left: 0
            case .right: missing
            case .center: missing / 2 + (missing & width & 1)
            }
        return filler.repeated(left).appending(self).appending(filler.repeated(missing - left))
    }

    /// Python: `str.zfill`: zeros after the sign.
    func zeroFilled(_ width: Int) -> Text {
        let missing = max(width, 0) - length
        guard missing > 0 else { return self }
        let isSigned = count > 0 && (start[0] == UInt8(ascii: "+") || start[0] == UInt8(ascii: "-"))
        let sign = slice(0, isSigned ? 1 : 0)
        return sign.appending(Text.make("0").repeated(missing)).appending(slice(sign.count, count))
    }

    /// Python: `str.expandtabs`: spaces up to the next column that is a multiple of the size.
    func expandingTabs(_ size: Int) -> Text {
        var output = String.UnicodeScalarView()
        var column = 0
        for scalar in scalars {
            if scalar == "\t" {
                let spaces = size > 0 ? size - column % size : 0
                output.append(contentsOf: repeatElement(" ", count: spaces))
                column += spaces
            } else {
                output.append(scalar)
                column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
            }
        }
        return Text.make(String(output))
    }

    func appending(_ other: Text) -> Text {
        if count == 0 { return other }
        if other.count == 0 { return self }
        return Text.make(count: count + other.count, isASCII: isASCII && other.isASCII) { target in
            target.update(from: start, count: count)
            (target + count).update(from: other.start, count: other.count)
        }
    }

    func repeated(_ times: Int) -> Text {
        guard times > 0, count > 0 else { return .empty }
        return Text.make(count: count * times, isASCII: isASCII) { target in
            for i in 0..<times { (target + i * count).update(from: start, count: count) }
        }
    }
}

/// HTML escaping as MarkupSafe does it: `& < > " '` become `&amp; &lt; &gt; &#34; &#39;`.
extension OutputBuffer {
    /// Appends the bytes escaped. Eight bytes at a time are copied and looked at together: a word without any of the five
    /// costs a load, a store and a handful of operations.
    func appendEscaped(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var i = 0
        while i < count {
            // Room for what is left and for the longest escape.
            let target = reserve(count - i + 8)
            var written = 0
            var hit = false
            while i + 8 <= count {
                let word = UnsafeRawPointer(bytes + i).loadUnaligned(as: UInt64.self)
                UnsafeMutableRawPointer(target + written).storeBytes(of: word, as: UInt64.self)
                // Zero bytes in these are: quote; ampersand or apostrophe; less or greater.
                let quote = word ^ 0x2222_2222_2222_2222
                let and = (word | ones) ^ 0x2727_2727_2727_2727
                let angle = (word | 0x0202_0202_0202_0202) ^ 0x3E3E_3E3E_3E3E_3E3E
                let marks =
                    (((quote &- ones) & ~quote) | ((and &- ones) & ~and) | ((angle &- ones) & ~angle))
                    & 0x8080_8080_8080_8080
                if marks == 0 {
                    i += 8
                    written += 8
                } else {
                    let clean = marks.trailingZeroBitCount >> 3
                    i += clean
                    written += clean
                    hit = true
                    break
                }
            }
            if !hit {
                while i < count, OutputBuffer.escape(bytes[i]) == nil {
                    target[written] = bytes[i]
                    i += 1
                    written += 1
                }
            }
            advance(written)
            if i < count {
                if let escape = OutputBuffer.escape(bytes[i]) {
                    append(escape)
                } else {
                    append(byte: bytes[i])
                }
                i += 1
            }
        }
    }

    func appendEscaped(_ text: Text) { appendEscaped(text.start, text.count) }

    @inline(__always)
    private static func escape(_ byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&#34;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}

extension Text {
    /// The text with the five characters replaced; itself if it has none of them.
    var escaped: Text {
        guard bytes.contains(where: Text.needsEscape) else { return self }
        let output = OutputBuffer(capacity: count + count / 4 + 16)
        output.appendEscaped(self)
        return output.take(from: 0)
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }
}

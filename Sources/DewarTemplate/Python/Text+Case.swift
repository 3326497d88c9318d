/// Upper, lower and title case as Python has them: with all of Unicode's special cases, ASCII quickly.
extension Text {
    /// Python: `str.upper`.
    func uppercased() -> Text {
        if isASCII { return mappedBytes { $0 &- (($0 &- 0x61 < 26) ? 0x20 : 0) } }
        return mapped { output, scalar, _, _ in output.append(scalar.properties.uppercaseMapping) }
    }

    /// Python: `str.lower`.
    func lowercased() -> Text {
        if isASCII { return mappedBytes { $0 &+ (($0 &- 0x41 < 26) ? 0x20 : 0) } }
        return mapped { Text.appendLower(&$0, $1, $2, $3) }
    }

    /// Python: `str.casefold`.
    func casefolded() -> Text {
        if isASCII { return lowercased() }
        return mapped { output, scalar, _, _ in output.append(scalar.caseFolding) }
    }

    /// Python: `str.capitalize`: the first character in title case, the others in lower case.
    func capitalized() -> Text {
        mapped { output, scalar, index, all in
            if index == 0 {
                output.append(scalar.properties.titlecaseMapping)
            } else {
                Text.appendLower(&output, scalar, index, all)
            }
        }
    }

    /// Python: `str.title`: title case wherever the character before is not cased.
    func titlecased() -> Text {
        var followsCased = false
        return mapped { output, scalar, index, all in
            if followsCased {
                Text.appendLower(&output, scalar, index, all)
            } else {
                output.append(scalar.properties.titlecaseMapping)
            }
            followsCased = scalar.properties.isCased
        }
    }

    /// Python: `str.swapcase`.
    func swappedCase() -> Text {
        mapped { output, scalar, index, all in
            if scalar.properties.isUppercase {
                Text.appendLower(&output, scalar, index, all)
            } else if scalar.properties.isLowercase {
                output.append(scalar.properties.uppercaseMapping)
            } else {
                output.unicodeScalars.append(scalar)
            }
        }
    }

    /// Jinja: the filter `title`: the first character after a space, a hyphen or an opening bracket in upper case, all
    /// others in lower case.
    func titlecasedWords() -> Text {
        if isASCII {
            return Text.make(count: count, isASCII: true) { Text.writeTitle(bytes, to: $0) }
        }
        var output = ""
        output.reserveCapacity(count)
        var word: [Unicode.Scalar] = []
        for scalar in scalars {
            if scalar.separatesTitleWords {
                Text.appendTitle(&output, word)
                word.removeAll(keepingCapacity: true)
                output.unicodeScalars.append(scalar)
            } else {
                word.append(scalar)
            }
        }
        Text.appendTitle(&output, word)
        return Text.make(output)
    }

    /// Writes as many bytes as are read; both must be ASCII.
    @inline(__always)
    static func writeTitle(_ bytes: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt8>) {
        var startsWord = true
        for i in 0..<bytes.count {
            let byte = bytes[i]
            let caseBit: UInt8 = (byte | 0x20) &- 0x61 < 26 ? 0x20 : 0
            target[i] = (byte & ~caseBit) | (startsWord ? 0 : caseBit)
            startsWord = Text.separatesTitleWords(byte)
        }
    }

    /// True for a hyphen, an opening bracket and white space, looked up in a set of bits without a branch.
    @inline(__always)
    private static func separatesTitleWords(_ byte: UInt8) -> Bool {
        let below64: UInt64 = 1 << 0x2D | 1 << 0x28 | 1 << 0x3C | 0x1F << 0x09 | 0x1F << 0x1C
        let from64: UInt64 = 1 << 0x3B | 1 << 0x1B
        return (byte < 64 ? below64 : from64) >> UInt64(byte & 63) & 1 == 1
    }

    private static func appendTitle(_ output: inout String, _ word: [Unicode.Scalar]) {
        guard let first = word.first else { return }
        output.append(first.properties.uppercaseMapping)
        let rest = Array(word.dropFirst())
        for (index, scalar) in rest.enumerated() { appendLower(&output, scalar, index, rest) }
    }

    @inline(__always)
    private func mappedBytes(_ map: (UInt8) -> UInt8) -> Text {
        Text.make(count: count, isASCII: true) { target in
            let source = start
            for i in 0..<count { target[i] = map(source[i]) }
        }
    }

    private func mapped(_ append: (inout String, Unicode.Scalar, Int, [Unicode.Scalar]) -> Void) -> Text {
        var output = ""
        output.reserveCapacity(count)
        let all = Array(scalars)
        for (index, scalar) in all.enumerated() { append(&output, scalar, index, all) }
        return Text.make(output)
    }

    private static func appendLower(
        _ output: inout String, _ scalar: Unicode.Scalar, _ index: Int, _ all: [Unicode.Scalar]
    ) {
        if scalar.value == 0x3A3 {
            output.unicodeScalars.append(isFinalSigma(index, all) ? "\u{3C2}" : "\u{3C3}")
        } else {
            output.append(scalar.properties.lowercaseMapping)
        }
    }

    /// A capital sigma at the end of a word has a lower case of its own (Unicode: Final_Sigma).
    private static func isFinalSigma(_ index: Int, _ all: [Unicode.Scalar]) -> Bool {
        func isCased(_ scalars: some Sequence<Unicode.Scalar>) -> Bool {
            scalars.first { !$0.properties.isCaseIgnorable }?.properties.isCased ?? false
        }
        return isCased(all[..<index].reversed()) && !isCased(all[(index + 1)...])
    }
}

extension Unicode.Scalar {
    fileprivate var separatesTitleWords: Bool {
        switch value {
        case 0x2D, 0x28, 0x7B, 0x5B, 0x3C: true
        default: isPythonSpace
        }
    }

    /// Unicode's full case folding. It is the lower case of the upper case but for the few characters named here.
    fileprivate var caseFolding: String {
        switch value {
        case 0x131: String(self)
        case 0x1E9E: "ss"
        // Cherokee folds to upper case.
        case 0x13A0...0x13FD, 0xAB70...0xABBF: properties.uppercaseMapping
        default: properties.uppercaseMapping.unicodeScalars.reduce(into: "") { $0 += $1.properties.lowercaseMapping }
        }
    }
}

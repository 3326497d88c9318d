/// Host names with non-ASCII letters (RFC 3492, RFC 3490 §4).
package enum Punycode {
    private static let prefix = "xn--"

    /// The host with each label that is not ASCII written as `xn--…`.
    package static func ascii(host: String) -> String {
        guard !host.utf8.allSatisfy({ $0 < 0x80 }) else { return host }
        return host.split(omittingEmptySubsequences: false) { ".。．｡".contains($0) }
            .map { label in label.utf8.allSatisfy { $0 < 0x80 } ? String(label) : prefix + encode(String(label)) }
            .joined(separator: ".")
    }

    /// The host with each `xn--…` label written out; a label that is not valid stays.
    package static func readable(host: String) -> String {
        guard host.contains(prefix) else { return host }
        return host.split(separator: ".", omittingEmptySubsequences: false)
            .map { label in
                guard label.hasPrefix(prefix), let text = decode(label.dropFirst(prefix.count)) else {
                    return String(label)
                }
                return text
            }
            .joined(separator: ".")
    }

    private static let base = 36
    private static let firstThreshold = 1
    private static let lastThreshold = 26

    private static func encode(_ label: String) -> String {
        let scalars = label.unicodeScalars.map { Int($0.value) }
        var output = scalars.filter { $0 < 0x80 }.map { UInt8($0) }
        let basicCount = output.count
        if basicCount > 0 { output.append(UInt8(ascii: "-")) }
        var next = 0x80
        var delta = 0
        var handled = basicCount
        var bias = 72
        while handled < scalars.count {
            let smallest = scalars.filter { $0 >= next }.min() ?? next
            delta += (smallest - next) * (handled + 1)
            next = smallest
            for scalar in scalars {
                if scalar < next { delta += 1 }
                guard scalar == next else { continue }
                var quotient = delta
                for step in sequence(first: base, next: { $0 + base }) {
                    let threshold = min(max(step - bias, firstThreshold), lastThreshold)
                    if quotient < threshold { break }
                    output.append(digit(threshold + (quotient - threshold) % (base - threshold)))
                    quotient = (quotient - threshold) / (base - threshold)
                }
                output.append(digit(quotient))
                bias = adapt(delta, count: handled + 1, isFirst: handled == basicCount)
                delta = 0
                handled += 1
            }
            delta += 1
            next += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func decode(_ label: Substring) -> String? {
        let hyphen = label.lastIndex(of: "-")
        var scalars = (hyphen.map { label[..<$0] } ?? "").unicodeScalars.map { Int($0.value) }
        var digits = Array((hyphen.map { label[label.index(after: $0)...] } ?? label).utf8)[...]
        var next = 0x80
        var place = 0
        var bias = 72
        while !digits.isEmpty {
            let before = place
            var weight = 1
            for step in sequence(first: base, next: { $0 + base }) {
                guard let value = digits.popFirst().flatMap(value(ofDigit:)) else { return nil }
                place += value * weight
                let threshold = min(max(step - bias, firstThreshold), lastThreshold)
                if value < threshold { break }
                weight *= base - threshold
                guard place < 1 << 32, weight < 1 << 32 else { return nil }
            }
            let count = scalars.count + 1
            bias = adapt(place - before, count: count, isFirst: before == 0)
            next += place / count
            place %= count
            guard next <= 0x10FFFF else { return nil }
            scalars.insert(next, at: place)
            place += 1
        }
        var text = ""
        for scalar in scalars {
            guard let scalar = Unicode.Scalar(UInt32(scalar)) else { return nil }
            text.unicodeScalars.append(scalar)
        }
        return text
    }

    private static func adapt(_ delta: Int, count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var steps = 0
        while delta > (base - firstThreshold) * lastThreshold / 2 {
            delta /= base - firstThreshold
            steps += base
        }
        return steps + (base - firstThreshold + 1) * delta / (delta + 38)
    }

    private static func digit(_ value: Int) -> UInt8 { UInt8(value < 26 ? 0x61 + value : 0x30 + value - 26) }

    private static func value(ofDigit digit: UInt8) -> Int? {
        switch digit {
        case 0x61...0x7A: Int(digit) - 0x61
        case 0x41...0x5A: Int(digit) - 0x41
        case 0x30...0x39: Int(digit) - 0x30 + 26
        default: nil
        }
    }
}

/// How the captured text of a variable becomes a value, as plain numbers.
struct VariablePlan: Sendable {
    enum Kind: UInt8, Sendable { case text, int, float, uuid, own }

    var kind: Kind
    /// The digits that an int must have; 0 for any number. The index of an own converter.
    var detail: Int32 = 0
    /// The least and the greatest number, as bits.
    var minimum: UInt64 = 0
    var maximum: UInt64 = 0

    init(_ converter: VariableConverter, own: inout [any Converter]) {
        switch converter {
        case .string, .path, .any: kind = .text
        case .uuid: kind = .uuid
        case .int(let limits):
            kind = .int
            detail = Int32(clamping: limits.fixedDigits)
            minimum = UInt64(bitPattern: Int64(limits.minimum ?? .min))
            maximum = UInt64(bitPattern: Int64(limits.maximum ?? .max))
        case .float(let limits):
            kind = .float
            minimum = (limits.minimum ?? -.infinity).bitPattern
            maximum = (limits.maximum ?? .infinity).bitPattern
        case .own(_, _, let converter):
            kind = .own
            detail = Int32(own.count)
            own.append(converter)
        }
    }

    /// The number that these digits spell, with or without a minus; nil where it needs more than 64 bits, or is refused.
    func int(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard detail == 0 || text.count == Int(detail) else { return nil }
        let isNegative = text.first == UInt8(ascii: "-")
        var value = 0
        for index in (isNegative ? 1 : 0)..<text.count {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (difference, carry) = product.subtractingReportingOverflow(Int(text[index]) - 48)
            guard !overflow, !carry else { return nil }
            value = difference
        }
        if !isNegative {
            guard value != .min else { return nil }
            value = -value
        }
        guard value >= Int(Int64(bitPattern: minimum)), value <= Int(Int64(bitPattern: maximum)) else { return nil }
        return value
    }

    func float(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        guard let value = Double(String(decoding: text, as: UTF8.self)), value >= Double(bitPattern: minimum),
            value <= Double(bitPattern: maximum)
        else { return nil }
        return value
    }
}

/// What the rule of an ending needs to become an answer.
struct RulePlan: Sendable {
    var firstVariable: Int32
    var variableCount: Int32
    /// It has defaults, is an alias, or another rule may be its right URL.
    var hasMore: Bool
}

extension RouteSearch {
    /// Adds the value of a capture; false where its converter refuses it.
    @inline(__always)
    func take(
        _ table: RouteTable, _ plan: VariablePlan, at place: Int, _ domain: String?, into captures: inout Captures
    ) -> Bool {
        let range = self.captures[place]
        guard place >= domainCaptures else { return takeFromDomain(table, plan, range, domain ?? "", into: &captures) }
        let text = UnsafeBufferPointer(rebasing: path[Int(range.start)..<Int(range.end)])
        switch plan.kind {
        case .text: captures.append(Captures.Raw(.text, start: range.start, end: range.end))
        case .uuid: captures.append(Captures.Raw(.uuid, start: range.start, end: range.end))
        case .int:
            guard let int = plan.int(text) else { return false }
            captures.append(Captures.Raw(.int, UInt64(bitPattern: Int64(int))))
        case .float:
            guard let float = plan.float(text) else { return false }
            captures.append(Captures.Raw(.float, float.bitPattern))
        case .own: return takeOther(table, plan, text, into: &captures)
        }
        return true
    }

    private func takeFromDomain(
        _ table: RouteTable, _ plan: VariablePlan, _ range: CaptureRange, _ domain: String,
        into captures: inout Captures
    ) -> Bool {
        var domain = domain
        return domain.withUTF8 { bytes in
            let text = UnsafeBufferPointer(rebasing: bytes[Int(range.start)..<Int(range.end)])
            return takeOther(table, plan, text, into: &captures)
        }
    }

    /// Adds a value that is no place in the path.
    private func takeOther(
        _ table: RouteTable, _ plan: VariablePlan, _ text: UnsafeBufferPointer<UInt8>, into captures: inout Captures
    ) -> Bool {
        let value: PathValue? =
            switch plan.kind {
            case .text: .string(String(decoding: text, as: UTF8.self))
            case .uuid: UUIDText.value(text).map { .uuid(high: $0.high, low: $0.low) }
            case .int: plan.int(text).map { .int($0) }
            case .float: plan.float(text).map { .float($0) }
            case .own:
                table.valueConverters[Int(plan.detail)].value(String(decoding: text, as: UTF8.self)).map { .string($0) }
            }
        guard let value else { return false }
        captures.append(value)
        return true
    }
}

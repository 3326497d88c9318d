/// The common case of the common filters: the input is looked at where it lies, the arguments are literals or variables,
/// and what is printed goes straight into the output.
extension Renderer {
    /// The value of a filter that has a quick form.
    func evaluateQuickly(_ i: Int32, _ node: Node, _ f: FramePointer) throws -> Value {
        if let place = lookUp(node.a, f) {
            f.pointee.expression = i
            if let value = try quickValue(of: place, node, f) { return value }
            return try callBuiltin(i, node, place.pointee, f)
        }
        var input = try evaluate(node.a, f)
        f.pointee.expression = i
        if let value = try withUnsafePointer(to: &input, { try quickValue(of: $0, node, f) }) { return value }
        return try callBuiltin(i, node, input, f)
    }

    /// Prints what a filter makes that has a quick form.
    func printQuickly(_ i: Int32, _ node: Node, _ f: FramePointer) throws {
        if let place = lookUp(node.a, f) {
            f.pointee.expression = i
            if try writeQuickly(place, node, f) { return }
        }
        try emit(try evaluateQuickly(i, node, f), f)
    }

    /// Nil if the case is not the common one.
    private func quickValue(of place: UnsafePointer<Value>, _ node: Node, _ f: FramePointer) throws -> Value? {
        switch (QuickFilter(rawValue: node.n), place.view) {
        case (.title, .text(let text)), (.title, .markup(let text)): return text.titled.map { .text($0) }
        case (.upper, .text(let text)) where text.isASCII:
            return .text(text._withUnsafeGuaranteedRef { $0.uppercased() })
        case (.lower, .text(let text)) where text.isASCII:
            return .text(text._withUnsafeGuaranteedRef { $0.lowercased() })
        case (.escape, .text(let text)): return .markup(text._withUnsafeGuaranteedRef { $0.escaped })
        case (.safe, .text(let text)): return .markup(text.takeUnretainedValue())
        case (.escape, .markup), (.safe, .markup), (.string, .text), (.string, .markup): return place.pointee
        case (.length, .list(let list)), (.length, .tuple(let list)): return .int(list.count)
        case (.length, .text(let text)) where text.isASCII: return .int(text.count)
        case (.fallback, .undefined), (.fallback, .absent): return nil
        case (.fallback, _): return place.pointee
        case (.round, .double(let double)):
            return try literalDigits(node, f).map { .double(try FloatRounding.round(double, digits: $0)) }
        default: return nil
        }
    }

    /// False if the case is not the common one; nothing has been written then.
    private func writeQuickly(_ place: UnsafePointer<Value>, _ node: Node, _ f: FramePointer) throws -> Bool {
        switch (QuickFilter(rawValue: node.n), place.view) {
        case (.escape, .text(let text)): output.appendEscaped(text.start, text.count)
        case (.escape, .markup(let text)), (.safe, .text(let text)), (.safe, .markup(let text)):
            output.append(text.start, text.count)
        case (.string, .text), (.string, .markup): try emit(place, f)
        case (.fallback, .undefined), (.fallback, .absent): return false
        case (.fallback, _): try emit(place, f)
        case (.round, .double(let double)):
            guard let digits = literalDigits(node, f) else { return false }
            output.append(try FloatRounding.round(double, digits: digits))
        case (.join, .list(let list)), (.join, .tuple(let list)): return try join(list, node, f)
        default: return false
        }
        return true
    }

    /// The argument, where it lies; nil if it must be computed.
    private func argument(_ node: Node, _ f: FramePointer) -> UnsafePointer<Value>? {
        let plan = f.pointee.program.arguments + Int(node.b)
        return lookUp(f.pointee.extra[Int(plan.pointee.start)], f)
    }

    private func literalDigits(_ node: Node, _ f: FramePointer) -> Int? {
        guard case .int(let digits)? = argument(node, f)?.view else { return nil }
        return digits
    }

    /// Items and separators one after the other: what is not safe is escaped in either of the filter's two ways to join
    /// them, as long as printing and making safe text go by the same rule.
    private func join(_ list: Unmanaged<List>, _ node: Node, _ f: FramePointer) throws -> Bool {
        guard let separator = argument(node, f), separator.view.asText != nil,
            f.pointee.autoescape == f.pointee.context.autoescape
        else { return false }
        return try list._withUnsafeGuaranteedRef { list in
            try list.items.withUnsafeBufferPointer { items in
                guard let first = items.baseAddress else { return true }
                guard (0..<items.count).allSatisfy({ (first + $0).view.isPlain }) else { return false }
                for i in 0..<items.count {
                    if i > 0 { try emit(separator, f) }
                    try emit(first + i, f)
                }
                return true
            }
        }
    }
}

extension ValueView {
    /// True for text and numbers.
    fileprivate var isPlain: Bool {
        switch self {
        case .text, .markup, .int, .double: true
        default: false
        }
    }
}

extension Unmanaged<Text> {
    /// Jinja: the filter `title`; nil if letters beyond ASCII ask for more.
    fileprivate var titled: Text? {
        guard isASCII else { return nil }
        let bytes = UnsafeBufferPointer(start: start, count: count)
        return Text.make(count: count, isASCII: true) { Text.writeTitle(bytes, to: $0) }
    }
}

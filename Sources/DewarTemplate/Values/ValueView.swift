/// A value as it lies in memory, looked at without counting a reference: the cases of `Value` with unmanaged payloads.
///
/// Counting references would be half of the time of a render. A view is good for as long as the place that it was read
/// from keeps its value: until the next evaluation.
enum ValueView {
    case absent
    case undefined(Unmanaged<Undefined>)
    case none
    case bool(Bool)
    case int(Int)
    case bigInt(Unmanaged<BigInt>)
    case double(Double)
    case text(Unmanaged<Text>)
    case markup(Unmanaged<Text>)
    case list(Unmanaged<List>)
    case tuple(Unmanaged<List>)
    case dict(Unmanaged<Dict>)
    case object(Unmanaged<Object>)
}

extension UnsafePointer<Value> {
    // Both enums have the same cases in the same order, with payloads of the same size and without a spare bit in common, so
    // the compiler lays them out alike; `ValueViewTests` looks at every case.
    @inline(__always) var view: ValueView { UnsafeRawPointer(self).load(as: ValueView.self) }
}

extension ValueView {
    /// The text of a string, safe or not.
    @inline(__always) var asText: Unmanaged<Text>? {
        switch self {
        case .text(let text), .markup(let text): text
        default: nil
        }
    }

    /// The items of a list or a tuple.
    @inline(__always) var asItems: Unmanaged<List>? {
        switch self {
        case .list(let list), .tuple(let list): list
        default: nil
        }
    }

    /// The object, if it is of exactly this class.
    @inline(__always)
    func object<Class: Object>(_ class: Class.Type) -> Unmanaged<Class>? {
        guard case .object(let object) = self, object._withUnsafeGuaranteedRef({ type(of: $0) == Class.self }) else {
            return nil
        }
        return Unmanaged<Class>.fromOpaque(object.toOpaque())
    }
}

extension Unmanaged<Text> {
    @inline(__always) var count: Int { _withUnsafeGuaranteedRef { $0.count } }
    @inline(__always) var start: UnsafePointer<UInt8> { _withUnsafeGuaranteedRef { $0.start } }
    @inline(__always) var hash: Int { _withUnsafeGuaranteedRef { $0.hash } }
    @inline(__always) var isASCII: Bool { _withUnsafeGuaranteedRef { $0.isASCII } }
}

extension Unmanaged<List> {
    @inline(__always) var count: Int { _withUnsafeGuaranteedRef { $0.items.count } }
}

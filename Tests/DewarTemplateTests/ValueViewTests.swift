import Testing

@testable import DewarTemplate

/// `ValueView` reads the memory of a `Value`: each case must be found again as what it is.
@Suite("Values seen in place")
struct ValueViewTests {
    private let text = Text.make("text")
    private let undefined = Undefined(.hint("missing"), .default)
    private let big = BigInt(7)
    private let object = Object()

    private var values: [(Value, String)] {
        [
            (.absent, "absent"), (.undefined(undefined), "undefined"), (.none, "none"), (.bool(true), "true"),
            (.bool(false), "false"), (.int(0), "0"), (.int(.min), "\(Int.min)"), (.int(-1), "-1"),
            (.bigInt(big), "big"),
            (.double(-1.5), "-1.5"), (.double(.infinity), "inf"), (.text(text), "text"), (.markup(text), "markup text"),
            (.list([.none]), "list of 1"), (.tuple([]), "tuple of 0"), (.dict(Dict()), "dict of 0"),
            (.object(object), "object"),
        ]
    }

    private func describe(_ view: ValueView) -> String {
        switch view {
        case .absent: "absent"
        case .undefined(let undefined): undefined.takeUnretainedValue() === self.undefined ? "undefined" : "wrong"
        case .none: "none"
        case .bool(let bool): "\(bool)"
        case .int(let int): "\(int)"
        case .bigInt(let big): big.takeUnretainedValue() === self.big ? "big" : "wrong"
        case .double(let double): "\(double)"
        case .text(let text): text.takeUnretainedValue().string
        case .markup(let text): "markup \(text.takeUnretainedValue().string)"
        case .list(let list): "list of \(list.count)"
        case .tuple(let list): "tuple of \(list.count)"
        case .dict(let dict): "dict of \(dict.takeUnretainedValue().count)"
        case .object(let object): object.takeUnretainedValue() === self.object ? "object" : "wrong"
        }
    }

    @Test("a view has the case and the content of its value")
    func views() {
        for (value, expected) in values {
            withUnsafePointer(to: value) { #expect(describe($0.view) == expected) }
        }
    }

    @Test("a value and a view take the same room")
    func layout() {
        #expect(MemoryLayout<ValueView>.size == MemoryLayout<Value>.size)
        #expect(MemoryLayout<ValueView>.stride == MemoryLayout<Value>.stride)
    }
}

/// What one run of a unit works with. It lives on the stack of the function that runs the unit, which also keeps alive
/// what is referred to here: counting references on every call of a macro would cost more than the call.
struct Frame {
    unowned(unsafe) let template: Template
    unowned(unsafe) let unit: Unit
    unowned(unsafe) let program: Program
    let nodes: UnsafePointer<Node>
    let constants: UnsafePointer<Value>
    let extra: UnsafePointer<Int32>
    let slots: UnsafeMutablePointer<Value>
    /// The variables of the enclosing unit, if macros and the like are made in it.
    unowned(unsafe) let closure: FrameBox?
    /// The own variables, if units within this one use them.
    unowned(unsafe) let box: FrameBox?
    unowned(unsafe) let context: Context
    /// True where `{{ value }}` escapes, which the place in the source decides.
    var autoescape: Bool
    /// The template that this one extends, once its tag was reached.
    var parent: Template?
    /// The statement and the expression that are at work, for errors.
    var statement: Int32 = -1
    var expression: Int32 = -1
}

typealias FramePointer = UnsafeMutablePointer<Frame>

/// Variables that outlive the call of their unit, because a macro or the body of a call block uses them.
final class FrameBox {
    let slots: UnsafeMutablePointer<Value>
    let count: Int
    let closure: FrameBox?

    init(count: Int, closure: FrameBox?) {
        self.count = count
        self.closure = closure
        slots = .allocate(capacity: max(count, 1))
        slots.initialize(repeating: .absent, count: count)
    }

    /// Forgets the variables: a macro that is one of them holds on to this box, and both would stay forever.
    func clear() {
        for i in 0..<count { slots[i] = .absent }
    }

    deinit {
        slots.deinitialize(count: count)
        slots.deallocate()
    }
}

/// One render: what it writes, how far it has come with its limits, and what must be freed at its end.
///
/// The work is in the extensions: statements, expressions, loops, calls, inheritance.
final class Renderer {
    let environment: TemplateEnvironment
    let limits: TemplateLimits
    let globals: Dict
    /// How values that are missing behave.
    let undefinedBehavior: UndefinedBehavior
    let output: OutputBuffer
    /// The unit that is running.
    @exclusivity(unchecked) var frame: FramePointer?
    @exclusivity(unchecked) var depth = 0
    @exclusivity(unchecked) var loopPasses = 0
    /// How deep the recursive loop is that begins next.
    var recursionDepth = 0
    let stackFloor = StackGuard.floor
    let stack = ValueStack()
    /// Where finished output goes when it is not collected.
    var sink: ((UnsafeBufferPointer<UInt8>) throws -> Void)?
    /// The names that no context had, if they are collected.
    var missing: Set<String>?
    /// How many captures are open: what is being captured cannot be sent yet.
    @exclusivity(unchecked) var captures = 0

    /// What holds on to itself and is taken apart at the end.
    private var boxes: [FrameBox] = []
    private var contexts: [Context] = []
    private var grown: [Value] = []
    /// Modules of imports without context, made once a render.
    var modules: [ObjectIdentifier: Module] = [:]
    /// The containers that are being printed, to notice one that holds itself.
    private var printed: [ObjectIdentifier] = []

    init(_ environment: TemplateEnvironment, globals: Dict, settings: TemplateSettings) {
        self.environment = environment
        self.globals = globals
        limits = settings.limits
        undefinedBehavior = settings.undefined
        output = OutputBuffer(capacity: 4096, limit: settings.limits.maximumOutputBytes)
    }

    /// Takes apart what would keep itself alive.
    func finish() {
        for context in contexts {
            context.variables.removeAll()
            context.blocks.removeAll()
        }
        for box in boxes { box.clear() }
        for value in grown {
            switch value {
            case .list(let list): list.items.removeAll()
            case .dict(let dict): dict.removeAll()
            case .object(let object): (object as? Namespace)?.attributes.removeAll()
            default: break
            }
        }
        modules.removeAll()
        contexts.removeAll()
        boxes.removeAll()
        grown.removeAll()
    }

    func keep(_ box: FrameBox) { boxes.append(box) }

    func makeContext(_ base: Context.Base, autoescape: Bool) -> Context {
        let context = Context(base, globals: globals, autoescape: autoescape)
        contexts.append(context)
        return context
    }

    func keep(_ context: Context) { contexts.append(context) }

    /// A container that the template changes may come to hold itself.
    func keep(_ value: Value) { grown.append(value) }

    /// True where filters, macros and functions make safe text.
    var autoescape: Bool { frame?.pointee.context.autoescape ?? false }

    // MARK: Limits

    @inline(__always)
    func enter() throws {
        depth += 1
        if depth > limits.maximumCallDepth {
            throw Failure.recursion("maximum recursion depth exceeded (\(limits.maximumCallDepth) calls)")
        }
        try StackGuard.check(stackFloor)
    }

    @inline(__always)
    func leave() { depth -= 1 }

    /// Before the body of a loop runs.
    @inline(__always)
    func countPass() throws {
        try countPasses(1)
        if output.overflowed { throw overflow }
    }

    @inline(__always)
    func countPasses(_ count: Int) throws {
        loopPasses += count
        if loopPasses > limits.maximumLoopPasses { throw tooManyPasses }
    }

    private var tooManyPasses: Failure {
        .limit("the loops and filters of this template went through over \(limits.maximumLoopPasses) items")
    }

    /// The next item for a filter, which counts as a pass of a loop.
    func next(_ iterator: ValueIterator) throws -> Value? {
        try countPasses(1)
        return try iterator.next()
    }

    var overflow: Failure { .limit("the output is over \(limits.maximumOutputBytes) bytes") }

    /// An error if a value that is being built has become too large.
    func checkSize(of buffer: OutputBuffer) throws {
        if buffer.overflowed { throw tooLarge }
    }

    var tooLarge: Failure { .limit("a value would be over \(limits.maximumValueBytes) bytes") }

    /// An error if so many items, or bytes, are more than a value may have.
    func checkSize(items: Int, bytesEach: Int = MemoryLayout<Value>.stride) throws {
        let (bytes, overflow) = items.multipliedReportingOverflow(by: bytesEach)
        if overflow || bytes > limits.maximumValueBytes { throw tooLarge }
    }

    /// Before a list gets another item.
    func willGrow(_ list: List) throws { try checkSize(items: list.count + 1) }

    // MARK: Output

    /// Runs a step and returns what it printed.
    @inline(__always)
    func capture(_ step: () throws -> Void) throws -> Text {
        let mark = output.count
        captures += 1
        defer { captures -= 1 }
        do { try step() } catch {
            output.truncate(to: mark)
            throw error
        }
        if output.overflowed { throw overflow }
        return output.take(from: mark)
    }

    /// Sends what is finished, if somebody takes it.
    func flush(atLeast bytes: Int) throws {
        guard let sink, captures == 0, output.count >= bytes, output.count > 0 else { return }
        try sink(output.bytes)
        output.truncate(to: 0)
    }

    /// Prints a container; one that is printed already, further out, is shown as `[...]`.
    func printing(
        _ container: AnyObject, _ output: OutputBuffer, ifCyclic open: StaticString, _ print: () throws -> Void
    ) throws {
        let identity = ObjectIdentifier(container)
        if printed.contains(identity) {
            output.append(open)
            output.append("..." as StaticString)
            return output.append(Renderer.closing(open))
        }
        try StackGuard.check(stackFloor)
        printed.append(identity)
        defer { printed.removeLast() }
        try print()
    }

    private static func closing(_ open: StaticString) -> StaticString {
        switch open.utf8Start.pointee {
        case UInt8(ascii: "["): "]"
        case UInt8(ascii: "("): ")"
        default: "}"
        }
    }

    /// A missing value.
    func undefined(_ origin: Undefined.Origin) -> Value { .undefined(Undefined(origin, undefinedBehavior)) }
}

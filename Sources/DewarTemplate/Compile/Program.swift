/// One step of a compiled template: 16 bytes without references, its children by number.
///
/// Walking an array of these costs no reference counting, which in a tree of objects would be most of the time.
struct Node {
    enum Operation: UInt8 {
        // Statements. a, b, c are what the comment says.
        case text  // a: constant
        case print  // a: expression
        case condition  // a: first of b rows in extra (test or -1, body start, body count, node of its place)
        case loop  // a: loop plan
        case assign  // a: target, b: value
        case assignBlock  // a: target, b: filter or -1, c: extra (slot of the text, body start, body count)
        case body  // a: start, b: count
        case autoescape  // a: value, b: start, c: count
        case macro  // a: unit, b: target
        case callBlock  // a: unit, b: call, c: slot of the caller
        case filterBlock  // a: filter, b: extra (slot of the text, body start, body count)
        case block  // a: block plan
        case extends  // a: template
        case include  // a: template, b: include plan
        case importAll  // a: template, b: include plan, c: target
        case importNames  // a: template, b: include plan
        case evaluate  // a: expression
        case breakLoop, continueLoop, debug
        case copy  // a: slot, b: expression: a scope's own variable begins with the outer value
        case clear  // a: slot
        case checkStack
        case fail  // a: constant with the sentence
        case guardParent  // a: start, b: count: only if nothing has been extended yet

        // Expressions
        case constant  // a: constant
        case slot  // a: slot, b: name
        case outer  // a: slot, b: name, n: how many units out
        case attribute  // a: operand, b: name, n: 1 if dictionaries have such a method
        case item  // a: operand, b: key
        case slice  // a: operand, b: extra (start, stop, step; -1 if absent)
        case call  // a: callee, b: arguments
        case method  // a: operand, b: arguments, c: name
        case filter  // a: operand, b: arguments, c: builtin, n: quick form or 0
        case test  // a: operand, b: arguments, c: builtin
        case unknownBuiltin  // a: constant with the sentence
        case binary  // a, b: operands, n: operator
        case negative, positive, not  // a: operand
        case and, or  // a, b: operands
        case compare  // a: first operand, b: extra, c: count of pairs (operator, operand)
        case concat  // a: extra, b: count
        case conditional  // a: test, b: then, c: otherwise or -1
        case tuple, list  // a: extra, b: count
        case dict  // a: extra, b: count of pairs
        case loopPart  // a: slot of the loop, b: name, n: which part
        case loopCycle  // a: slot of the loop, b: arguments, c: name
        case deep  // a: expression with so many levels that the stack is looked at first

        // Targets
        case storeSlot  // a: slot, b: name if the assignment is visible to other templates, else -1
        case storeTuple  // a: extra, b: count
        case storeAttribute  // a: namespace, b: name
        case storeNothing
    }

    var operation: Operation
    var n: UInt16 = 0
    var a: Int32 = -1
    var b: Int32 = -1
    var c: Int32 = -1
}

/// The arguments of one call, filter or test.
struct ArgumentPlan {
    /// Expressions of the positional arguments, then of the keywords, in `Program.extra`.
    let start: Int32
    let positional: Int32
    /// The names of the keywords, in `Program.keywords`.
    let keywordStart: Int32
    let keywordCount: Int32
    /// `*values` and `**keywords`, or -1.
    let more: Int32
    let moreKeywords: Int32

    /// True if all arguments are given by position.
    @inline(__always) var isPositional: Bool { keywordCount == 0 && more < 0 && moreKeywords < 0 }
}

struct LoopPlan {
    let iterable: Int32
    let target: Int32
    /// The target of the loop's own test, which has a scope of its own, and its entry; -1 without a test.
    let testTarget: Int32
    let testEntry: (start: Int32, count: Int32)
    let test: Int32
    let body: (start: Int32, count: Int32)
    let otherwise: (start: Int32, count: Int32)
    let hasOtherwise: Bool
    /// Where the special variable `loop` lives; -1 if the body does not ask for it.
    let loopSlot: Int32
    /// The unit of a recursive loop's body; -1 for other loops, and within that unit.
    let recursiveUnit: Int32
    /// The slot that holds what to loop over, within a recursive loop's unit.
    let iterableSlot: Int32
}

struct BlockPlan {
    let name: String
    let isRequired: Bool
    /// The variables that a scoped block sees; nil if the block is not scoped.
    let locals: [(name: Text, value: Int32)]?
}

struct IncludePlan {
    let ignoresMissing: Bool
    let withContext: Bool
    let locals: [(name: Text, value: Int32)]
    /// For `from … import`: the name, the target, and how the import is called in an error.
    let names: [(name: Text, target: Int32)]
}

/// A stretch of a template that runs with variables of its own: the template's root, a block, a macro, the body of a call
/// block or of a recursive loop.
final class Unit {
    enum Kind { case root, block, macro, loop }

    let kind: Kind
    let name: String?
    @exclusivity(unchecked) var body: (start: Int32, count: Int32) = (0, 0)
    @exclusivity(unchecked) var slotCount = 0
    /// The names to look up in the context when the unit begins.
    @exclusivity(unchecked) var resolves: [(slot: Int, name: Text)] = []
    /// True if units within this one use its variables, which must then outlive a call.
    @exclusivity(unchecked) var needsBox = false
    @exclusivity(unchecked) var parameters: [Parameter] = []
    @exclusivity(unchecked) var callerSlot = -1
    @exclusivity(unchecked) var keywordsSlot = -1
    @exclusivity(unchecked) var varargsSlot = -1
    /// The slots of `self` and `super`, or -1.
    @exclusivity(unchecked) var selfSlot = -1
    @exclusivity(unchecked) var superSlot = -1
    @exclusivity(unchecked) var position = Position.start

    struct Parameter {
        let name: Text
        let slot: Int
        /// An expression, or -1.
        let fallback: Int32
    }

    /// The parameters where they can be read without counting references; made when the unit is complete.
    @exclusivity(unchecked) private(set) var parameterTable: UnsafeMutablePointer<Parameter>
    @exclusivity(unchecked) private(set) var parameterCount = 0

    init(_ kind: Kind, _ name: String?) {
        self.kind = kind
        self.name = name
        parameterTable = .allocate(capacity: 1)
    }

    /// True if the unit takes more than its parameters.
    var hasSpecials: Bool { callerSlot >= 0 || keywordsSlot >= 0 || varargsSlot >= 0 }

    /// True if arguments can be computed straight into the variables of the unit; set when it is complete.
    @exclusivity(unchecked) private(set) var isPlain = false

    func freeze() {
        isPlain = kind == .macro && !hasSpecials && !needsBox
        parameterTable.deallocate()
        parameterTable = .allocate(capacity: max(parameters.count, 1))
        parameterCount = parameters.count
        for (i, parameter) in parameters.enumerated() { (parameterTable + i).initialize(to: parameter) }
    }

    deinit {
        parameterTable.deinitialize(count: parameterCount)
        parameterTable.deallocate()
    }
}

/// A compiled template: immutable, shared by all renders.
// Sendable: every property is set before the initialiser returns and never changed.
final class Program: @unchecked Sendable {
    let nodes: UnsafePointer<Node>
    let positions: [Position]
    let constants: UnsafePointer<Value>
    let extra: UnsafePointer<Int32>
    let arguments: UnsafePointer<ArgumentPlan>
    let keywords: UnsafePointer<Text>
    let loops: [LoopPlan]
    let blockPlans: [BlockPlan]
    let includes: [IncludePlan]
    let builtins: UnsafePointer<Builtin>
    let units: [Unit]
    let root: Unit
    let blocks: [String: Unit]
    /// Names of blocks in the order of the source, for messages.
    let hasExtends: Bool
    let autoescape: Bool

    /// How many elements each of the tables has, for freeing them.
    private let counts: (nodes: Int, constants: Int, extra: Int, arguments: Int, keywords: Int, builtins: Int)

    init(_ builder: ProgramBuilder, autoescape: Bool) {
        counts = (
            builder.nodes.count, builder.constants.count, builder.extra.count, builder.arguments.count,
            builder.keywords.count, builder.builtins.count
        )
        nodes = Program.copy(builder.nodes)
        constants = Program.copy(builder.constants)
        extra = Program.copy(builder.extra)
        positions = builder.positions
        arguments = Program.copy(builder.arguments)
        keywords = Program.copy(builder.keywords)
        loops = builder.loops
        blockPlans = builder.blockPlans
        includes = builder.includes
        builtins = Program.copy(builder.builtins)
        units = builder.units
        for unit in units { unit.freeze() }
        root = builder.units[0]
        blocks = builder.blocks
        hasExtends = builder.hasExtends
        self.autoescape = autoescape
    }

    private static func copy<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
        _ = UnsafeMutableBufferPointer(start: memory, count: elements.count).initialize(from: elements)
        return UnsafePointer(memory)
    }

    private static func free<Element>(_ table: UnsafePointer<Element>, _ count: Int) {
        UnsafeMutablePointer(mutating: table).deinitialize(count: count).deallocate()
    }

    deinit {
        Program.free(nodes, counts.nodes)
        Program.free(constants, counts.constants)
        Program.free(extra, counts.extra)
        Program.free(arguments, counts.arguments)
        Program.free(keywords, counts.keywords)
        Program.free(builtins, counts.builtins)
    }
}

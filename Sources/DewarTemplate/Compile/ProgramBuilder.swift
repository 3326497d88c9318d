/// Collects the parts of a program while it is compiled.
final class ProgramBuilder {
    var nodes: [Node] = []
    var positions: [Position] = []
    var constants: [Value] = []
    var extra: [Int32] = []
    var arguments: [ArgumentPlan] = []
    var keywords: [Text] = []
    var loops: [LoopPlan] = []
    var blockPlans: [BlockPlan] = []
    var includes: [IncludePlan] = []
    var builtins: [Builtin] = []
    var units: [Unit] = []
    var blocks: [String: Unit] = [:]
    var hasExtends = false

    private var names: [String: Int32] = [:]
    private var builtinNumbers: [String: Int32] = [:]

    func add(_ node: Node, _ position: Position) -> Int32 {
        nodes.append(node)
        positions.append(position)
        return Int32(nodes.count - 1)
    }

    func add(
        _ operation: Node.Operation, _ a: Int32 = -1, _ b: Int32 = -1, _ c: Int32 = -1, n: Int = 0,
        at position: Position
    ) -> Int32 {
        add(Node(operation: operation, n: UInt16(truncatingIfNeeded: n), a: a, b: b, c: c), position)
    }

    func constant(_ value: Value) -> Int32 {
        constants.append(value)
        return Int32(constants.count - 1)
    }

    /// The constant with a name that will be looked up; the same for the same name.
    func name(_ name: String) -> Int32 {
        if let known = names[name] { return known }
        let number = constant(.text(Text.key(name)))
        names[name] = number
        return number
    }

    func text(_ name: String) -> Text { constants[Int(self.name(name))].asText! }

    /// Puts numbers into `extra`; returns where they begin.
    func list(_ numbers: [Int32]) -> Int32 {
        extra += numbers
        return Int32(extra.count - numbers.count)
    }

    func body(_ numbers: [Int32]) -> (start: Int32, count: Int32) { (list(numbers), Int32(numbers.count)) }

    /// The number of a filter or test in `builtins`. `key` keeps the two apart.
    func builtin(_ builtin: Builtin, key: String) -> Int32 {
        if let known = builtinNumbers[key] { return known }
        builtins.append(builtin)
        builtinNumbers[key] = Int32(builtins.count - 1)
        return Int32(builtins.count - 1)
    }

    func unit(_ kind: Unit.Kind, _ name: String?) -> (unit: Unit, number: Int32) {
        let unit = Unit(kind, name)
        units.append(unit)
        return (unit, Int32(units.count - 1))
    }
}

/// A variable of the template: a slot in its unit's frame.
final class Variable {
    let unit: UnitScope
    var slot: Int

    init(_ unit: UnitScope, _ slot: Int) {
        self.unit = unit
        self.slot = slot
    }
}

/// A unit while it is compiled.
final class UnitScope {
    let unit: Unit
    let parent: UnitScope?
    private var resolved: [String: Int] = [:]

    init(_ unit: Unit, parent: UnitScope?) {
        self.unit = unit
        self.parent = parent
    }

    func newSlot() -> Int {
        unit.slotCount += 1
        return unit.slotCount - 1
    }

    /// The slot that is filled from the context when the unit begins.
    func resolvedSlot(_ name: Text) -> Int {
        let string = name.string
        if let known = resolved[string] { return known }
        let slot = newSlot()
        resolved[string] = slot
        unit.resolves.append((slot, name))
        return slot
    }

    /// How many units lie between this one and an outer one; marks what must outlive its call.
    func distance(to outer: UnitScope) -> Int {
        var distance = 0
        var unit = self
        while unit !== outer, let parent = unit.parent {
            parent.unit.needsBox = true
            unit = parent
            distance += 1
        }
        return distance
    }
}

/// The names that a stretch of a template reads and writes, and where each lives (Jinja2: `idtracking.Symbols`).
///
/// The rules are Jinja2's own: a name that is only read is looked up in the enclosing scopes and then in the context; a name
/// that is written belongs to the scope, and begins with the value that it has outside.
final class Scope {
    /// How a variable gets its first value when the scope is entered.
    enum Load {
        case parameter
        case resolve
        case alias(Variable)
        case undefined
    }

    /// What analysis finds; a value, since the branches of an `if` are analysed apart and then joined.
    struct Symbols {
        var variables: [String: Variable] = [:]
        var loads: [String: Load] = [:]
        var stores: Set<String> = []
    }

    let parent: Scope?
    let unit: UnitScope
    var symbols = Symbols()
    /// The variables that were ever made here, so that both branches of an `if` mean the same one.
    private var made: [String: Variable] = [:]

    // What Jinja2's compiler keeps in a frame.
    var isTopLevel = false
    var isRootLevel = false
    /// Inside an `if`, an unknown filter or test is an error only when it is reached.
    var isSoft = false
    /// In a template that extends another one, what is printed outside of blocks is dropped.
    var dropsOutput = false

    init(parent: Scope?, unit: UnitScope) {
        self.parent = parent
        self.unit = unit
        dropsOutput = parent?.dropsOutput ?? false
    }

    func find(_ name: String) -> Variable? { symbols.variables[name] ?? parent?.find(name) }

    private func define(_ name: String, _ load: Load) -> Variable {
        let variable = made[name] ?? Variable(unit, unit.newSlot())
        made[name] = variable
        symbols.variables[name] = variable
        symbols.loads[name] = load
        return variable
    }

    @discardableResult
    func declareParameter(_ name: String) -> Variable {
        symbols.stores.insert(name)
        return define(name, .parameter)
    }

    func load(_ name: String) {
        if find(name) == nil { _ = define(name, .resolve) }
    }

    func store(_ name: String) {
        symbols.stores.insert(name)
        guard symbols.variables[name] == nil else { return }
        if let outer = parent?.find(name) {
            _ = define(name, .alias(outer))
        } else {
            _ = define(name, .undefined)
        }
    }

    /// Joins what the branches of an `if` do: a name that is written in one of them begins with its value outside.
    func join(_ branches: [Symbols]) {
        var written = Set<String>()
        for branch in branches { written.formUnion(branch.stores) }
        written.subtract(symbols.stores)
        for branch in branches {
            symbols.variables.merge(branch.variables) { $1 }
            symbols.loads.merge(branch.loads) { $1 }
            symbols.stores.formUnion(branch.stores)
        }
        for name in written {
            symbols.loads[name] = parent?.find(name).map { .alias($0) } ?? .resolve
        }
    }

    /// The names that were written here or further out, with their variables: what an include sees.
    var visibleStores: [(name: String, variable: Variable)] {
        var result: [(name: String, variable: Variable)] = []
        var seen = Set<String>()
        var scope: Scope? = self
        while let current = scope {
            for name in current.symbols.stores.sorted() where seen.insert(name).inserted {
                if let variable = find(name) { result.append((name, variable)) }
            }
            scope = current.parent
        }
        return result
    }
}

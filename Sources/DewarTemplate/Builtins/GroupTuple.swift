/// A group that the filter `groupby` makes: a pair whose parts have names too.
final class GroupTuple: Object {
    private let pair: List

    init(_ grouper: Value, _ list: Value) { pair = List([grouper, list]) }

    override var typeName: String { "_GroupTuple" }
    override var length: Int? { 2 }

    override func attribute(_ name: Text, _ renderer: Renderer) throws -> Value? {
        if name.equals("grouper") { return pair.items[0] }
        if name.equals("list") { return pair.items[1] }
        return Methods.find(.tuple(pair), name).map { .object(Function($0, receiver: .tuple(pair))) }
    }

    override func item(_ key: Value, _ renderer: Renderer) throws -> Value? {
        guard let index = key.asInt, (-2..<2).contains(index) else { return nil }
        return pair.items[index < 0 ? index + 2 : index]
    }

    override func makeIterator(_ renderer: Renderer) throws -> ValueIterator? { ListIterator(pair) }

    override func equals(_ other: Object, _ renderer: Renderer) throws -> Bool {
        guard let other = other as? GroupTuple else { return false }
        return try Equality.equal(.tuple(pair), .tuple(other.pair), renderer)
    }

    override func writeRepr(to output: OutputBuffer, _ renderer: Renderer) throws {
        try Repr.write(.tuple(pair), to: output, renderer)
    }
}

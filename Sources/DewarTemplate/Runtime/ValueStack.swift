/// Memory for the variables of units and the arguments of calls, taken and given back in order.
final class ValueStack {
    private let start: UnsafeMutablePointer<Value>
    private let end: UnsafeMutablePointer<Value>
    @exclusivity(unchecked) private var top: UnsafeMutablePointer<Value>

    init(capacity: Int = 4096) {
        start = .allocate(capacity: capacity)
        end = start + capacity
        top = start
    }

    deinit { start.deallocate() }

    /// Room for so many values, not initialised. What does not fit is allocated apart.
    @inline(__always)
    func take(_ count: Int) -> UnsafeMutablePointer<Value> {
        guard end - top >= count else { return .allocate(capacity: count) }
        let taken = top
        top += count
        return taken
    }

    /// Gives back what was taken last; the values must be gone already.
    @inline(__always)
    func giveBack(_ values: UnsafeMutablePointer<Value>) {
        if values >= start, values < end { top = values } else { values.deallocate() }
    }
}

/// An array of plain numbers that never changes again, read without counting references. It lives as long as the table
/// that owns it, which frees it.
// Sendable: the memory is written once, before any other thread can see it.
struct Frozen<Element: BitwiseCopyable>: @unchecked Sendable {
    private let elements: UnsafeMutableBufferPointer<Element>

    init(_ array: [Element]) {
        elements = .allocate(capacity: max(1, array.count))
        _ = elements.initialize(from: array)
    }

    var base: UnsafePointer<Element> { UnsafePointer(elements.baseAddress!) }

    subscript(index: Int) -> Element { elements[index] }

    subscript(index: Int32) -> Element { elements[Int(index)] }

    func free() { elements.deallocate() }
}

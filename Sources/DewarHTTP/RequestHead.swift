/// The bytes of a request's head, copied from the connection, and where its parts stand. Headers are decoded when
/// they are asked for, so a request nobody asks costs nothing.
// Sendable: filled before anyone else sees it; a loop refills it only while it is the only owner.
package final class RequestHead: @unchecked Sendable {
    @exclusivity(unchecked) private var bytes: UnsafeMutablePointer<UInt8>
    @exclusivity(unchecked) private var capacity: Int
    @exclusivity(unchecked) package private(set) var layout = HeadLayout()

    package init(capacity: Int = 512) {
        self.capacity = capacity
        bytes = .allocate(capacity: capacity)
    }

    deinit { bytes.deallocate() }

    /// Takes over a head that the parser has read.
    @inline(__always)
    package func fill(_ start: UnsafePointer<UInt8>, _ layout: HeadLayout) {
        let count = Int(layout.end)
        reserve(count)
        bytes.update(from: start, count: count)
        self.layout = layout
    }

    /// Takes over a target that came without a head, as a test client makes it.
    package func fill(target: String) {
        let utf8 = Array(target.utf8)
        reserve(utf8.count)
        bytes.update(from: utf8, count: utf8.count)
        layout = HeadLayout()
        let end = Int32(truncatingIfNeeded: utf8.count)
        layout.targetEnd = end
        layout.pathEnd = utf8.firstIndex(of: UInt8(ascii: "?")).map { Int32(truncatingIfNeeded: $0) } ?? end
        layout.fieldsStart = end
        layout.end = end
    }

    @inline(__always)
    private func reserve(_ count: Int) {
        if count > capacity { grow(count) }
    }

    private func grow(_ count: Int) {
        bytes.deallocate()
        capacity = count
        bytes = .allocate(capacity: count)
    }

    /// All of it, valid as long as `path` is.
    package var allBytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes, count: Int(layout.end))
    }

    // MARK: the request line

    package var isHead: Bool { layout.methodEnd == 4 && firstFour == RequestHead.four("HEAD") }

    package var method: Method {
        let length = Int(layout.methodEnd)
        guard length >= 3 else { return Method(rawValue: text(0, length)) }
        switch (length, firstFour) {
        case (3, RequestHead.four("GET ")): return Method(rawValue: "GET")
        case (3, RequestHead.four("PUT ")): return Method(rawValue: "PUT")
        case (4, RequestHead.four("POST")): return Method(rawValue: "POST")
        case (4, RequestHead.four("HEAD")): return Method(rawValue: "HEAD")
        default: return Method(rawValue: text(0, length))
        }
    }

    /// The first four bytes as one number; there are as many, since a space follows the method.
    private var firstFour: UInt32 { UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self) }

    @inline(__always)
    private static func four(_ word: StaticString) -> UInt32 {
        UnsafeRawPointer(word.utf8Start).loadUnaligned(as: UInt32.self)
    }

    /// Path and query as sent; the absolute form of a target has lost its scheme and authority.
    package var target: String {
        let text = text(Int(layout.targetStart), Int(layout.targetEnd))
        // By bytes: a slash with a combining mark behind it is no slash to `hasPrefix`.
        return layout.flags.contains(.absoluteForm) && text.utf8.first != UInt8(ascii: "/") ? "/" + text : text
    }

    /// The method's bytes; valid as long as `path` is.
    package var methodBytes: UnsafeBufferPointer<UInt8> { slice(0, layout.methodEnd) }

    /// The target's bytes as they were sent, without scheme and authority; valid as long as `path` is.
    package var targetBytes: UnsafeBufferPointer<UInt8> { slice(layout.targetStart, layout.targetEnd) }

    /// The path's bytes, still percent-encoded; valid while the head lives and is not filled again.
    package var path: UnsafeBufferPointer<UInt8> { slice(layout.targetStart, layout.pathEnd) }

    /// The query's bytes without the question mark, still percent-encoded; valid as long as `path` is.
    package var query: UnsafeBufferPointer<UInt8> {
        slice(min(layout.pathEnd + 1, layout.targetEnd), layout.targetEnd)
    }

    // MARK: the fields

    /// The first value of the field, nil if it is absent.
    package func first(_ name: String) -> String? {
        if let authority = authority(for: name) { return authority }
        var found: String?
        forEach { fieldName, value in
            guard RequestHead.areEqual(fieldName, name) else { return true }
            found = FieldValue.decode(value)
            return false
        }
        return found
    }

    /// Every value of the field, in order.
    package func all(_ name: String) -> [String] {
        if let authority = authority(for: name) { return [authority] }
        var found: [String] = []
        forEach { fieldName, value in
            if RequestHead.areEqual(fieldName, name) { found.append(FieldValue.decode(value)) }
            return true
        }
        return found
    }

    package func contains(_ name: String) -> Bool {
        var found = false
        forEach { fieldName, _ in
            found = RequestHead.areEqual(fieldName, name)
            return !found
        }
        return found
    }

    /// Goes through the fields, name and value as bytes, until the body returns false.
    package func forEach(_ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool) {
        var at = Int(layout.fieldsStart)
        let end = Int(layout.end) - 2
        while at < end {
            let name = at
            while bytes[at] != UInt8(ascii: ":") { at += 1 }
            let nameEnd = at
            at += 1
            while bytes[at] == 32 || bytes[at] == 9 { at += 1 }
            let value = at
            FieldValue.skip(bytes, &at, end)
            var valueEnd = at
            while valueEnd > value, bytes[valueEnd - 1] == 32 || bytes[valueEnd - 1] == 9 { valueEnd -= 1 }
            at += 2
            let goesOn = body(
                UnsafeBufferPointer(start: bytes + name, count: nameEnd - name),
                UnsafeBufferPointer(start: bytes + value, count: valueEnd - value))
            if !goesOn { return }
        }
    }

    /// RFC 9112 §3.2.2: the authority of an absolute target replaces Host.
    private func authority(for name: String) -> String? {
        guard layout.flags.contains(.absoluteForm), Headers.areEqual(name, "host") else { return nil }
        return text(Int(layout.hostStart), Int(layout.hostEnd))
    }

    private static func areEqual(_ bytes: UnsafeBufferPointer<UInt8>, _ name: String) -> Bool {
        guard bytes.count == name.utf8.count else { return false }
        var i = 0
        for byte in name.utf8 {
            if Headers.lowered(bytes[i]) != Headers.lowered(byte) { return false }
            i += 1
        }
        return true
    }

    private func slice(_ from: Int32, _ to: Int32) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes + Int(from), count: Int(to - from))
    }

    private func text(_ from: Int, _ to: Int) -> String {
        String(decoding: UnsafeBufferPointer(start: bytes + from, count: to - from), as: UTF8.self)
    }
}

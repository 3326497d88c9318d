/// Cuts a `multipart/form-data` body into its parts while it arrives (RFC 7578, RFC 2046 §5.1).
///
/// It keeps no more than the piece of a line that may become a boundary, and the header lines of one part. Line breaks may
/// be CRLF, LF or CR, as Werkzeug takes them.
///
/// ```swift
/// var parser = MultipartParser(boundary: "x")
/// for try await piece in body { try parser.feed(piece) { event in … } }
/// try parser.finish { event in … }
/// ```
package struct MultipartParser: Sendable {
    package enum Event: Sendable, Hashable {
        /// A part begins.
        case part(PartHead)
        /// A piece of the part's content.
        case content(ArraySlice<UInt8>)
        /// The part is complete.
        case end
    }

    /// Why the body is no form.
    package enum Problem: Error, Hashable {
        /// The closing boundary never came.
        case truncated
        /// A part does not say what it is.
        case noDisposition
        /// A part's header lines are not UTF-8, or longer than `maximumHeadBytes`.
        case badHead
    }

    /// The header lines of one part.
    package static let maximumHeadBytes = 16 * 1024
    /// The white space that may stand behind a boundary.
    private static let maximumPaddingBytes = 256

    private enum State: Sendable {
        case preamble
        case head
        /// In a part's content; `isFresh` while none of it has come, so that a boundary may follow at once.
        case content(isFresh: Bool)
        case epilogue
    }

    private let delimiter: [UInt8]
    private var state = State.preamble
    /// What has come and is not yet understood, from `start` on.
    private var buffer: [UInt8] = []
    private var start = 0

    package init(boundary: String) { delimiter = Array("--".utf8) + Array(boundary.utf8) }

    /// Takes the next piece of the body, of any size.
    package mutating func feed(_ piece: some Collection<UInt8>, _ sink: (Event) throws -> Void) throws {
        if case .epilogue = state { return }
        buffer.removeFirst(start)
        start = 0
        buffer += piece
        while try step(isLast: false, sink) {}
    }

    /// Says that the body has ended.
    package mutating func finish(_ sink: (Event) throws -> Void) throws {
        while try step(isLast: true, sink) {}
        guard case .epilogue = state else { throw Problem.truncated }
    }

    /// Understands what it can; false if it needs more.
    private mutating func step(isLast: Bool, _ sink: (Event) throws -> Void) throws -> Bool {
        switch state {
        case .preamble: skipPreamble(isLast: isLast)
        case .head: try readHead(isLast: isLast, sink)
        case .content(let isFresh): try readContent(isFresh: isFresh, isLast: isLast, sink)
        case .epilogue: false
        }
    }

    // MARK: Preamble

    private mutating func skipPreamble(isLast: Bool) -> Bool {
        var place = start
        while place < buffer.count {
            if buffer[place] == UInt8(ascii: "-") {
                switch boundary(at: place, isLast: isLast) {
                case .part(let next): return enter(.head, at: next)
                case .last(let next): return enter(.epilogue, at: next)
                case .undecided:
                    start = place
                    return false
                case .none: break
                }
            }
            place += 1
        }
        start = buffer.count
        return false
    }

    // MARK: Head

    private mutating func readHead(isLast: Bool, _ sink: (Event) throws -> Void) throws -> Bool {
        var lines: [ArraySlice<UInt8>] = []
        var place = start
        while let end = buffer[place...].firstIndex(where: MultipartParser.isLineBreak) {
            guard let next = afterLineBreak(at: end, isLast: isLast) else { break }
            if end == place {
                try sink(.part(PartHead(lines: lines)))
                return enter(.content(isFresh: true), at: next)
            }
            lines.append(buffer[place..<end])
            place = next
        }
        guard buffer.count - start <= MultipartParser.maximumHeadBytes else { throw Problem.badHead }
        return false
    }

    // MARK: Content

    private mutating func readContent(isFresh: Bool, isLast: Bool, _ sink: (Event) throws -> Void) throws -> Bool {
        if isFresh {
            // The blank line after the head may be the line break before the boundary too.
            switch boundary(at: start, isLast: isLast) {
            case .part(let next): return try end(.head, at: next, sink)
            case .last(let next): return try end(.epilogue, at: next, sink)
            case .undecided: return false
            case .none: state = .content(isFresh: false)
            }
        }
        var place = start
        while let lineEnd = buffer[place...].firstIndex(where: MultipartParser.isLineBreak) {
            guard let next = afterLineBreak(at: lineEnd, isLast: isLast) else {
                return try emit(upTo: lineEnd, sink)
            }
            switch boundary(at: next, isLast: isLast) {
            case .part(let head):
                _ = try emit(upTo: lineEnd, sink)
                return try end(.head, at: head, sink)
            case .last(let rest):
                _ = try emit(upTo: lineEnd, sink)
                return try end(.epilogue, at: rest, sink)
            case .undecided: return try emit(upTo: lineEnd, sink)
            case .none: place = next
            }
        }
        return try emit(upTo: buffer.count, sink)
    }

    private mutating func emit(upTo place: Int, _ sink: (Event) throws -> Void) throws -> Bool {
        if place > start { try sink(.content(buffer[start..<place])) }
        start = place
        return false
    }

    private mutating func end(_ next: State, at place: Int, _ sink: (Event) throws -> Void) throws -> Bool {
        try sink(.end)
        return enter(next, at: place)
    }

    private mutating func enter(_ next: State, at place: Int) -> Bool {
        state = next
        start = place
        return true
    }

    // MARK: Boundaries

    private enum Boundary {
        /// A part follows here.
        case part(Int)
        /// The body's last boundary; what follows does not count.
        case last(Int)
        case none
        /// More bytes must come before it can be told.
        case undecided
    }

    /// Whether a boundary stands at this place, the line break before it left out.
    private func boundary(at place: Int, isLast: Bool) -> Boundary {
        let available = min(buffer.count - place, delimiter.count)
        for offset in 0..<max(available, 0) where buffer[place + offset] != delimiter[offset] { return .none }
        let undecided = isLast ? Boundary.none : .undecided
        guard available == delimiter.count else { return undecided }

        var next = place + delimiter.count
        if next < buffer.count, buffer[next] == UInt8(ascii: "-") {
            guard next + 1 < buffer.count else { return undecided }
            return buffer[next + 1] == UInt8(ascii: "-") ? .last(next + 2) : .none
        }
        while next < buffer.count, MultipartParser.isPadding(buffer[next]) { next += 1 }
        guard next - place - delimiter.count <= MultipartParser.maximumPaddingBytes else { return .none }
        guard next < buffer.count else { return undecided }
        guard MultipartParser.isLineBreak(buffer[next]) else { return .none }
        return afterLineBreak(at: next, isLast: isLast).map(Boundary.part) ?? undecided
    }

    /// The place after the line break here; nil while a CR may still be followed by its LF.
    private func afterLineBreak(at place: Int, isLast: Bool) -> Int? {
        guard buffer[place] == UInt8(ascii: "\r") else { return place + 1 }
        guard place + 1 < buffer.count else { return isLast ? place + 1 : nil }
        return buffer[place + 1] == UInt8(ascii: "\n") ? place + 2 : place + 1
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private static func isPadding(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0B || byte == 0x0C
    }
}

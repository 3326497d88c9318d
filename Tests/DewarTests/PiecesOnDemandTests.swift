import Testing

@testable import Dewar

@Suite("Pieces on demand")
struct PiecesOnDemandTests {
    /// Hands over `a`, `b`, … and counts them; tells how it ended.
    private func letters(_ made: Shared<Int>, _ end: AsyncStream<Bool>.Continuation? = nil) -> PiecesOnDemand {
        PiecesOnDemand { hand in
            do {
                for byte in UInt8(ascii: "a")...UInt8(ascii: "d") {
                    made.withLock { $0 += 1 }
                    try [byte].withUnsafeBufferPointer { try hand($0) }
                }
                end?.yield(true)
            } catch {
                end?.yield(false)
                throw error
            }
        }
    }

    @Test("the producer makes a piece only when one is asked for")
    func waits() async throws {
        let made = Shared(0)
        let pieces = letters(made)
        #expect(made.value == 0)
        for asked in 1...4 {
            #expect(try await pieces.next() == [UInt8(96 + asked)])
            #expect(made.value == asked)
        }
        #expect(try await pieces.next() == nil)
    }

    @Test("a producer that is no longer asked ends")
    func cancels() async throws {
        let (ends, end) = AsyncStream.makeStream(of: Bool.self)
        let pieces = letters(Shared(0), end)
        _ = try await pieces.next()
        pieces.cancel()
        var iterator = ends.makeAsyncIterator()
        #expect(await iterator.next() == false)
    }

    @Test("an error of the producer reaches whoever asked")
    func fails() async throws {
        let pieces = PiecesOnDemand { _ in throw CancellationError() }
        await #expect(throws: CancellationError.self) { try await pieces.next() }
    }
}

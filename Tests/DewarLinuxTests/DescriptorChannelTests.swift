import DewarLinux
import Testing

struct DescriptorChannelTests {
    @Test("a descriptor arrives with its message, as another number for the same open file")
    func passing() throws {
        let pair = try DescriptorChannel.pair()
        let pipe = try Pipe()
        let message: [UInt8] = Array("GET / HTTP/1.1".utf8)
        let code = message.withUnsafeBytes {
            DescriptorChannel.send($0, passing: pipe.writing.raw, over: pair.near.raw)
        }
        #expect(code == 0)
        guard case .message(var received) = try DescriptorChannel.receive(from: pair.far.raw) else {
            Issue.record("no message")
            return
        }
        #expect(received.bytes == message)
        let passed = received.takeDescriptor()
        switch passed {
        case .some(let descriptor):
            let transfer = [7].withUnsafeBytes { descriptor.write($0) }
            #expect(transfer == .moved(8))
        case .none: Issue.record("no descriptor came")
        }
        var heard = [UInt8](repeating: 0, count: 16)
        #expect(heard.withUnsafeMutableBytes { pipe.reading.read(into: $0) } == .moved(8))
        #expect(heard[0] == 7)
    }

    @Test("the end of one side is told to the other")
    func ending() throws {
        let pair = try DescriptorChannel.pair()
        let far = try pair.far.duplicate()
        close(consume pair)
        guard case .ended = try DescriptorChannel.receive(from: far.raw) else {
            // The duplicate keeps the far end open; only the near end has gone.
            Issue.record("the end was not told")
            return
        }
    }

    private func close(_ pair: consuming DescriptorChannel.Pair) {}
}

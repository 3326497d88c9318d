internal import CDewarLinux
internal import Glibc

/// A pipe between this process and one that it starts: each end is closed with the owner, or earlier by hand.
package final class ChildPipe {
    package private(set) var readEnd: Int32
    package private(set) var writeEnd: Int32

    package init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw SystemError("pipe2", errno) }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        closeReadEnd()
        closeWriteEnd()
    }

    package func closeReadEnd() {
        if readEnd >= 0 { close(readEnd) }
        readEnd = -1
    }

    package func closeWriteEnd() {
        if writeEnd >= 0 { close(writeEnd) }
        writeEnd = -1
    }

    /// What is there to be read, once something is; empty at the end.
    package func read(upTo count: Int = 65_536) -> [UInt8] { Poll.read(readEnd, upTo: count) ?? [] }

    package func write(_ bytes: some Collection<UInt8>) { _ = Poll.write(writeEnd, Array(bytes)[...]) }
}

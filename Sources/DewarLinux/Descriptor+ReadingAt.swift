import Glibc

extension Descriptor {
    /// The bytes of a file from an offset on, fewer than `count` only at its end; the place for `read` does not move.
    package borrowing func read(at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
        let number = raw
        var failure: Int32?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { memory, filled in
            filled = 0
            while filled < count, let start = memory.baseAddress {
                let rest = count - filled
                let transfer = Transfer.of { pread(number, start + filled, rest, off_t(offset + filled)) }
                guard case .moved(let moved) = transfer, moved > 0 else {
                    if case .failed(let code) = transfer { failure = code }
                    return
                }
                filled += moved
            }
        }
        if let failure { throw SystemError("pread", failure) }
        return bytes
    }
}

extension RegularFile {
    /// The bytes from an offset on, fewer than `count` only at the end.
    package borrowing func read(at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
        try descriptor.read(at: offset, count: count)
    }
}

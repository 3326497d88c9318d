internal import CDewarLinux
internal import Glibc

/// Where a thread stands: the return addresses of the calls under way.
package enum CallStack {
    /// The addresses from the caller outwards, at most `limit`. Functions that wait for an async one are not on the stack.
    ///
    /// Memory is read through the kernel, which refuses where a wild pointer would crash the program.
    @inline(never)
    package static func addresses(limit: Int = 64) -> [UInt] {
        var addresses: [UInt] = []
        var frame = UInt(bitPattern: dewar_frame_of_caller())
        while addresses.count < limit, let (saved, address) = words(at: frame) {
            addresses.append(address)
            guard saved > frame else { break }
            frame = saved
        }
        return addresses
    }

    private static func words(at address: UInt) -> (UInt, UInt)? {
        var words: (UInt, UInt) = (0, 0)
        let size = MemoryLayout.size(ofValue: words)
        return withUnsafeMutableBytes(of: &words) { words in
            var here = iovec(iov_base: words.baseAddress, iov_len: size)
            var there = iovec(iov_base: UnsafeMutableRawPointer(bitPattern: address), iov_len: size)
            guard process_vm_readv(getpid(), &here, 1, &there, 1, 0) == size else { return nil }
            return words.load(as: (UInt, UInt).self)
        }
    }
}

/// A program or a library in memory, as the dynamic linker placed it (proc_pid_maps(5)).
package struct LoadedFile: Sendable {
    package var path: String
    /// From where it is loaded on, to the end of its last part.
    package var addresses: Range<UInt>

    /// Every file that this process has mapped.
    package static func all() -> [LoadedFile] {
        var files: [LoadedFile] = []
        for line in ((try? Files.text("/proc/self/maps")) ?? "").split(separator: "\n") {
            guard let slash = line.firstIndex(of: "/"), let dash = line.firstIndex(of: "-"),
                let space = line.firstIndex(of: " "), let start = UInt(line[..<dash], radix: 16),
                let end = UInt(line[line.index(after: dash)..<space], radix: 16)
            else { continue }
            let path = String(line[slash...])
            if let last = files.last, last.path == path {
                files[files.count - 1].addresses = last.addresses.lowerBound..<end
            } else {
                files.append(LoadedFile(path: path, addresses: start..<end))
            }
        }
        return files
    }
}

/// What the program and its libraries export by name.
package enum Symbols {
    /// Where it lies in memory; nil if nothing has that name.
    package static func address(of name: String) -> UnsafeMutableRawPointer? { dlsym(nil, name) }
}

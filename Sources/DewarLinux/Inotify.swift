internal import CDewarLinux
internal import Glibc

/// The kernel's news of changes in folders. One watch covers the names in one folder, not those below.
package final class Inotify {
    /// What happened, and to which name in which watched folder. Take it as a hint where to look: the order of events
    /// tells nothing that a look at the folder does not tell better.
    package struct Event: Sendable, Hashable {
        /// The watch, as `add` returned it; -1 when events were lost.
        package var watch: Int32
        package var kind: Kind
        /// The name in the folder; empty when the folder itself is meant.
        package var name: String
    }

    package struct Kind: OptionSet, Sendable, Hashable {
        package let rawValue: UInt32
        package init(rawValue: UInt32) { self.rawValue = rawValue }

        package static let written = Kind(rawValue: UInt32(IN_MODIFY))
        package static let closedAfterWriting = Kind(rawValue: UInt32(IN_CLOSE_WRITE))
        package static let factsChanged = Kind(rawValue: UInt32(IN_ATTRIB))
        package static let created = Kind(rawValue: UInt32(IN_CREATE))
        package static let deleted = Kind(rawValue: UInt32(IN_DELETE))
        package static let movedAway = Kind(rawValue: UInt32(IN_MOVED_FROM))
        package static let movedHere = Kind(rawValue: UInt32(IN_MOVED_TO))
        package static let folderGone = Kind(rawValue: UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF))
        /// The kernel has dropped the watch, since the folder is gone or `remove` was called.
        package static let unwatched = Kind(rawValue: UInt32(IN_IGNORED))
        /// The queue was full: events were lost.
        package static let overflow = Kind(rawValue: UInt32(IN_Q_OVERFLOW))
        package static let folder = Kind(rawValue: UInt32(IN_ISDIR))
    }

    private static let wanted: Kind = [
        .written, .closedAfterWriting, .factsChanged, .created, .deleted, .movedAway, .movedHere, .folderGone,
    ]

    /// Readable when there are events.
    package let raw: Int32
    private let buffer: UnsafeMutableRawBufferPointer

    package init() throws(SystemError) {
        raw = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard raw >= 0 else { throw SystemError("inotify_init1", errno) }
        buffer = .allocate(byteCount: 256 * 1024, alignment: 8)
    }

    deinit {
        close(raw)
        buffer.deallocate()
    }

    /// Watches a folder. The same folder, also under another path, gives the same watch.
    ///
    /// Throws `ENOSPC` when the user's watches (fs.inotify.max_user_watches) are used up.
    package func add(_ folder: String) throws(SystemError) -> Int32 { try Inotify.add(folder, to: raw) }

    /// The same by its descriptor, from any thread.
    package static func add(_ folder: String, to raw: Int32) throws(SystemError) -> Int32 {
        let watch = inotify_add_watch(raw, folder, Inotify.wanted.rawValue | UInt32(IN_ONLYDIR))
        guard watch >= 0 else { throw SystemError("inotify_add_watch", errno, on: folder) }
        return watch
    }

    package func remove(_ watch: Int32) { inotify_rm_watch(raw, watch) }

    /// Every event that has come; empty if none has.
    package func events() -> [Event] {
        var events: [Event] = []
        while true {
            let count = Glibc.read(raw, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return events }
            var offset = 0
            while offset < count {
                let header = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                offset += MemoryLayout<inotify_event>.size
                let name = buffer[offset..<offset + Int(header.len)].prefix { $0 != 0 }
                offset += Int(header.len)
                events.append(
                    Event(
                        watch: header.wd, kind: Kind(rawValue: header.mask), name: String(decoding: name, as: UTF8.self)
                    ))
            }
        }
    }
}

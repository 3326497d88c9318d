import CDewarLinux
import Glibc

/// The kernel's list of descriptors to watch, level-triggered unless asked otherwise. A token of 64 bits comes back with each
/// event.
package struct Epoll: ~Copyable {
    package struct Events: OptionSet, Sendable {
        package let rawValue: UInt32
        package init(rawValue: UInt32) { self.rawValue = rawValue }

        package static let readable = Events(rawValue: EPOLLIN.rawValue)
        package static let writable = Events(rawValue: EPOLLOUT.rawValue)
        /// The peer will send nothing more.
        package static let peerEnded = Events(rawValue: EPOLLRDHUP.rawValue)
        /// Edge-triggered: told once of what happens, not again as long as it lasts.
        package static let once = Events(rawValue: EPOLLET.rawValue)
        /// Both directions are shut; always reported.
        package static let hungUp = Events(rawValue: EPOLLHUP.rawValue)
        /// Always reported.
        package static let failed = Events(rawValue: EPOLLERR.rawValue)

        /// The set algebra's own goes through a table of witnesses.
        package func contains(_ others: Events) -> Bool { rawValue & others.rawValue == others.rawValue }
    }

    private static let capacity = 256

    private let descriptor: Descriptor
    private let happened: UnsafeMutablePointer<epoll_event>

    package init() throws(SystemError) {
        descriptor = Descriptor(owning: try system("epoll_create1") { epoll_create1(Int32(EPOLL_CLOEXEC)) })
        happened = .allocate(capacity: Epoll.capacity)
        happened.initialize(repeating: epoll_event(), count: Epoll.capacity)
    }

    deinit { happened.deallocate() }

    package borrowing func add(_ watched: Int32, _ events: Events, token: UInt64) throws(SystemError) {
        try control(EPOLL_CTL_ADD, watched, events, token)
    }

    package borrowing func modify(_ watched: Int32, _ events: Events, token: UInt64) throws(SystemError) {
        try control(EPOLL_CTL_MOD, watched, events, token)
    }

    /// Closing a descriptor does not remove it while another process has the same open file: remove it first.
    package borrowing func remove(_ watched: Int32) throws(SystemError) {
        try control(EPOLL_CTL_DEL, watched, [], 0)
    }

    /// Waits for events; returns their number, 0 when the time is over or a signal came. A negative time is for ever.
    package borrowing func wait(milliseconds: Int32) throws(SystemError) -> Int {
        let count = dewar_epoll_wait(descriptor.raw, happened, Int32(Epoll.capacity), milliseconds)
        if count < 0 && errno != EINTR { throw SystemError("epoll_wait", errno) }
        return Int(max(count, 0))
    }

    /// An event of the last wait.
    package borrowing func event(_ index: Int) -> (token: UInt64, events: Events) {
        (happened[index].data.u64, Events(rawValue: happened[index].events))
    }

    private borrowing func control(
        _ operation: Int32, _ watched: Int32, _ events: Events, _ token: UInt64
    ) throws(SystemError) {
        var event = epoll_event()
        event.events = events.rawValue
        event.data.u64 = token
        let own = descriptor.raw
        try system("epoll_ctl") { epoll_ctl(own, operation, watched, &event) }
    }
}

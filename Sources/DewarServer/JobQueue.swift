/// Swift's jobs that wait for their loop: a ring. Only the loop's thread touches it.
struct JobQueue: ~Copyable {
    private var ring: UnsafeMutablePointer<UnownedJob>
    private var capacity: Int
    private var head = 0
    private(set) var count = 0

    init(capacity: Int = 256) {
        self.capacity = capacity
        ring = .allocate(capacity: capacity)
    }

    deinit { ring.deallocate() }

    mutating func append(_ job: UnownedJob) {
        if count == capacity { grow() }
        (ring + ((head &+ count) & (capacity &- 1))).initialize(to: job)
        count &+= 1
    }

    mutating func popFirst() -> UnownedJob? {
        guard count > 0 else { return nil }
        let job = ring[head]
        head = (head &+ 1) & (capacity &- 1)
        count &-= 1
        return job
    }

    private mutating func grow() {
        let fresh = UnsafeMutablePointer<UnownedJob>.allocate(capacity: capacity * 2)
        for i in 0..<count { (fresh + i).initialize(to: ring[(head + i) & (capacity - 1)]) }
        ring.deallocate()
        ring = fresh
        head = 0
        capacity *= 2
    }
}

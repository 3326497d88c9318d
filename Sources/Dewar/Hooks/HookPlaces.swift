/// Where hooks were registered, each kind in the order of its registration.
package struct HookPlaces: Sendable {
    private var before: [Place] = []
    private var after: [Place] = []
    private var teardown: [Place] = []

    mutating func note(_ place: Place, before: Int, after: Int, teardown: Int) {
        self.before += Array(repeating: place, count: before)
        self.after += Array(repeating: place, count: after)
        self.teardown += Array(repeating: place, count: teardown)
    }

    /// The hooks of an app and the blueprints in it, from the outside in, in the order in which they run:
    /// `before hello/app.swift:3`.
    static func listing(_ levels: [HookPlaces]) -> [String] {
        levels.flatMap(\.before).map { "before \($0)" }
            + levels.reversed().flatMap { $0.after.reversed() }.map { "after \($0)" }
            + levels.reversed().flatMap { $0.teardown.reversed() }.map { "teardown \($0)" }
    }
}

extension Registered {
    /// Writes something down; a hook that it adds is noted with its place.
    mutating func noteHooks(at place: Place, of change: (inout Registered) -> Void) {
        let (before, after, teardown) = (before.count, after.count, teardown.count)
        change(&self)
        hookPlaces.note(
            place, before: self.before.count - before, after: self.after.count - after,
            teardown: self.teardown.count - teardown)
    }
}

import DewarContract
import Testing

@testable import DewarTool

@Suite("The supervisor")
struct SupervisorTests {
    private let project = Project(
        layout: .singleFile("/hello/app.swift"), root: "/hello", name: "hello", found: "here")

    private func save(_ files: String...) -> SupervisorEvent {
        .changed(ChangePlan(Set(files.map { "/hello/" + $0 }), of: project))
    }

    private func program(_ name: String, incremental: Bool = false) -> Program {
        Program(path: "/hello/.dewar/\(name)", fingerprint: ContentHash(name), isIncremental: incremental)
    }

    private func crash(signal: Int32 = 4, at time: Int = 0) -> AppEnd {
        AppEnd(code: signal, isSignal: true, lastWords: "Fatal error", time: time)
    }

    private let failed = BuildVerdict.failed(.build([Diagnostic(severity: .error, message: "cannot find 'naem'")]))

    /// A supervisor whose first program serves as app 1.
    private func serving() -> Supervisor {
        var supervisor = Supervisor()
        _ = supervisor.handle(.begin)
        _ = supervisor.handle(.built(1, .built(program("one"))))
        _ = supervisor.handle(.ready(1))
        return supervisor
    }

    @Test("builds, starts and tells in this order")
    func first() {
        var supervisor = Supervisor()
        #expect(supervisor.handle(.begin).contains(.build(1, clean: false)))
        #expect(supervisor.handle(.built(1, .built(program("one")))) == [.start(1, program("one"))])
        #expect(supervisor.handle(.ready(1)) == [.answer(nil), .admit(1), .say(.live([])), .tell(.reload)])
    }

    @Test("drains the old app only when the new one is ready, and tells when the old one is deaf")
    func replaced() {
        var supervisor = serving()
        #expect(supervisor.handle(save("app.swift")) == [.answer(nil), .build(2, clean: false)])
        #expect(supervisor.handle(.built(2, .built(program("two")))) == [.start(2, program("two"))])
        let swap = supervisor.handle(.ready(2))
        #expect(swap.contains(.drain(1)))
        #expect(!swap.contains(.tell(.reload)) && !swap.contains(.admit(2)))
        #expect(
            supervisor.handle(.stoppedAccepting(1)) == [.admit(2), .say(.live(["app.swift"])), .tell(.reload)])
        #expect(supervisor.handle(.ended(1, AppEnd(code: 0, isSignal: false, lastWords: "", time: 0))).isEmpty)
    }

    @Test("tells once, whichever comes first: deaf, ended or too late")
    func toldOnce() {
        var supervisor = serving()
        _ = supervisor.handle(save("app.swift"))
        _ = supervisor.handle(.built(2, .built(program("two"))))
        _ = supervisor.handle(.ready(2))
        #expect(supervisor.handle(.elapsed(.accepting(1))).contains(.tell(.reload)))
        #expect(supervisor.handle(.stoppedAccepting(1)).isEmpty)
        #expect(supervisor.handle(.elapsed(.drained(1))) == [.end(1)])
        #expect(supervisor.handle(.ended(1, crash())).isEmpty)
    }

    @Test("lets in only the last of several apps that come up before the old one is deaf")
    func overtaken() {
        var supervisor = serving()
        _ = supervisor.handle(save("app.swift"))
        _ = supervisor.handle(.built(2, .built(program("two"))))
        _ = supervisor.handle(.ready(2))
        _ = supervisor.handle(save("app.swift"))
        _ = supervisor.handle(.built(3, .built(program("three"))))
        #expect(supervisor.handle(.ready(3)) == [.end(2)])
        #expect(supervisor.handle(.ended(2, crash())).isEmpty)
        #expect(supervisor.handle(.stoppedAccepting(1)).contains(.admit(3)))
    }

    @Test("lets a newer save take the place of the build under way, and forgets none of the files")
    func superseded() {
        var supervisor = serving()
        _ = supervisor.handle(save("app.swift"))
        #expect(supervisor.handle(save("app.swift")).contains(.cancelBuild(2)))
        #expect(supervisor.handle(.built(2, .built(program("old")))).isEmpty)
        #expect(supervisor.handle(.built(3, .built(program("new")))) == [.start(2, program("new"))])
    }

    @Test("replaces an app that has not come up yet by a newer one")
    func supersededStart() {
        var supervisor = serving()
        _ = supervisor.handle(save("app.swift"))
        _ = supervisor.handle(.built(2, .built(program("two"))))
        _ = supervisor.handle(save("app.swift"))
        let actions = supervisor.handle(.built(3, .built(program("three"))))
        #expect(actions == [.end(2), .start(3, program("three"))])
        #expect(supervisor.handle(.ready(2)).isEmpty)
        #expect(supervisor.serving?.id == 1)
    }

    @Test("does not restart for a program that is byte for byte the same")
    func unchanged() {
        var supervisor = serving()
        _ = supervisor.handle(save("app.swift"))
        #expect(supervisor.handle(.built(2, .built(program("one")))) == [.say(.nothingChanged(["app.swift"]))])
    }

    @Test("restarts the same program when its settings change")
    func settings() {
        var supervisor = serving()
        #expect(supervisor.handle(save(".env")) == [.start(2, program("one"))])
    }

    @Test("keeps the old app when a build fails, and clears the overlay when the edit is taken back")
    func failure() {
        var supervisor = serving()
        _ = supervisor.handle(save("app.swift"))
        let actions = supervisor.handle(.built(2, failed))
        #expect(supervisor.serving?.id == 1)
        #expect(!actions.contains { if case .answer = $0 { true } else { false } })
        _ = supervisor.handle(save("app.swift"))
        #expect(supervisor.handle(.built(3, .built(program("one")))).contains(.tell(.clear)))
        #expect(supervisor.failure == nil)
    }

    @Test("answers itself while the first build fails, and stops when an app is ready")
    func firstFailure() {
        var supervisor = Supervisor()
        _ = supervisor.handle(.begin)
        let actions = supervisor.handle(.built(1, failed))
        #expect(actions.contains { if case .answer(.failure) = $0 { true } else { false } })
        #expect(supervisor.handle(save("app.swift")).contains(.answer(.nothing)))
        _ = supervisor.handle(.built(2, .built(program("one"))))
        #expect(supervisor.handle(.ready(1)).first == .answer(nil))
    }

    @Test("starts an app that crashed while it served at once, then after longer and longer pauses")
    func crashes() {
        var supervisor = serving()
        #expect(supervisor.handle(.ended(1, crash(at: 1))).contains(.start(2, program("one"))))
        _ = supervisor.handle(.ready(2))
        #expect(supervisor.handle(.ended(2, crash(at: 2))).contains(.arm(.startAgain, milliseconds: 250)))
        #expect(supervisor.handle(.elapsed(.startAgain)) == [.start(3, program("one"))])
        _ = supervisor.handle(.ready(3))
        #expect(supervisor.handle(.ended(3, crash(at: 3))).contains(.arm(.startAgain, milliseconds: 500)))
    }

    @Test("leaves the pages of an app that crashed alone until another program serves")
    func crashedPages() {
        var supervisor = serving()
        #expect(supervisor.handle(.ended(1, crash(at: 1))).contains(.tell(.failure(.crash(crash(at: 1))))))
        #expect(supervisor.handle(.ready(2)) == [.answer(nil), .admit(2), .say(.live([]))])
        #expect(supervisor.serving?.pages == 1)
        _ = supervisor.handle(save("app.swift"))
        _ = supervisor.handle(.built(2, .built(program("two"))))
        _ = supervisor.handle(.ready(3))
        #expect(supervisor.handle(.stoppedAccepting(2)).contains(.tell(.reload)))
        #expect(supervisor.serving?.pages == 3)
    }

    @Test("waits for the next save when an app does not come up, and builds anew once after a partial build")
    func startCrashes() {
        var supervisor = Supervisor()
        _ = supervisor.handle(.begin)
        _ = supervisor.handle(.built(1, .built(program("one", incremental: true))))
        #expect(supervisor.handle(.ended(1, crash())).contains(.build(2, clean: true)))
        _ = supervisor.handle(.built(2, .built(program("one"))))
        let second = supervisor.handle(.ended(2, crash()))
        #expect(!second.contains { if case .build = $0 { true } else if case .start = $0 { true } else { false } })
    }

    @Test("starts an app that crashed while it served, and builds it anew once where it came from a partial build")
    func servingCrashes() {
        var supervisor = Supervisor()
        _ = supervisor.handle(.begin)
        _ = supervisor.handle(.built(1, .built(program("one", incremental: true))))
        _ = supervisor.handle(.ready(1))
        let actions = supervisor.handle(.ended(1, crash(at: 1)))
        #expect(actions.contains(.build(2, clean: true)))
        #expect(actions.last == .start(2, program("one", incremental: true)))
        _ = supervisor.handle(.ready(2))
        #expect(supervisor.handle(.built(2, .built(program("one")))) == [.say(.nothingChanged([]))])
        let second = supervisor.handle(.ended(2, crash(at: 2)))
        #expect(!second.contains { if case .build = $0 { true } else { false } })
    }

    @Test("takes the clean build's program where it differs from the partial one's")
    func wronglyBuilt() {
        var supervisor = Supervisor()
        _ = supervisor.handle(.begin)
        _ = supervisor.handle(.built(1, .built(program("wrong", incremental: true))))
        _ = supervisor.handle(.ready(1))
        _ = supervisor.handle(.ended(1, crash(at: 1)))
        _ = supervisor.handle(.ready(2))
        #expect(supervisor.handle(.built(2, .built(program("right")))) == [.start(3, program("right"))])
        _ = supervisor.handle(.ready(3))
        #expect(supervisor.handle(.stoppedAccepting(2)).contains(.tell(.reload)))
    }

    @Test("builds anew once when a program lacks a symbol that its linker did not ask for")
    func missingSymbol() {
        var loose = program("one")
        loose.isLinkedLoosely = true
        let end = AppEnd(code: 127, isSignal: false, lastWords: "symbol lookup error", time: 0)
        var supervisor = Supervisor()
        _ = supervisor.handle(.begin)
        _ = supervisor.handle(.built(1, .built(loose)))
        #expect(supervisor.handle(.ended(1, end)).contains(.build(2, clean: true)))
        _ = supervisor.handle(.built(2, .built(program("one"))))
        #expect(!supervisor.handle(.ended(2, end)).contains { if case .build = $0 { true } else { false } })
    }

    @Test("tells pages of templates and style sheets without a build")
    func pages() {
        var supervisor = serving()
        #expect(supervisor.handle(save("templates/a.html")).first == .tell(.reload))
        #expect(supervisor.handle(save("static/a.css")).first == .tell(.styles))
        #expect(supervisor.handle(save("README.md")).isEmpty)
    }

    @Test("ends everything before it ends itself, by force if asked twice")
    func stop() {
        var supervisor = serving()
        _ = supervisor.handle(save("app.swift"))
        let actions = supervisor.handle(.stop)
        #expect(actions.contains(.cancelBuild(2)) && actions.contains(.drain(1)) && !actions.contains(.exit))
        #expect(supervisor.handle(.stop) == [.end(1)])
        #expect(supervisor.handle(.ended(1, crash())) == [.exit])
        var idle = Supervisor()
        #expect(idle.handle(.stop) == [.exit])
    }
}

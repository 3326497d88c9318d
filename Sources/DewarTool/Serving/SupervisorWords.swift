internal import DewarContract

typealias BuildID = Int
typealias AppID = Int

/// What the supervisor is told.
enum SupervisorEvent: Sendable, Hashable {
    case begin
    case changed(ChangePlan)
    case built(BuildID, BuildVerdict)
    case ready(AppID)
    case setUpFailed(AppID, AppMessage)
    case stoppedAccepting(AppID)
    case ended(AppID, AppEnd)
    case elapsed(SupervisorTimer)
    /// Key R: build everything anew.
    case rebuild
    /// Key r: start the program anew.
    case restart
    /// Ctrl-C, SIGTERM, SIGHUP, key q.
    case stop
}

/// What the supervisor wants done.
enum SupervisorAction: Sendable, Hashable {
    case build(BuildID, clean: Bool)
    case cancelBuild(BuildID)
    case start(AppID, Program)
    /// It may accept connections: nobody else does any more.
    case admit(AppID)
    /// SIGTERM: stop accepting, finish, end.
    case drain(AppID)
    /// SIGKILL to its whole group.
    case end(AppID)
    case arm(SupervisorTimer, milliseconds: Int)
    /// What the tool itself answers on the listening socket; nil: an app accepts there, the tool keeps out of it.
    case answer(StandIn?)
    case tell(BrowserMessage)
    case say(ServeLine)
    case exit
}

/// Who answers while no app serves.
enum StandIn: Sendable, Hashable {
    /// Nobody: requests wait in the socket's queue until it is decided.
    case nothing
    case failure(Failure)
}

enum SupervisorTimer: Sendable, Hashable {
    case accepting(AppID)
    case drained(AppID)
    case startAgain
}

/// A program that was built.
struct Program: Sendable, Hashable {
    var path: String
    /// The same for two programs that are byte for byte the same.
    var fingerprint: ContentHash
    /// Whether only edited files were compiled.
    var isIncremental = false
    /// Whether it may lack a symbol that the linker would have asked for.
    var isLinkedLoosely = false

    /// Whether the build, and not the source, may be why it ended so.
    func mayBeWronglyBuilt(seeing end: AppEnd) -> Bool {
        end.isSignal ? isIncremental : isLinkedLoosely && end.code == LibraryStandIns.missingSymbol
    }
}

enum BuildVerdict: Sendable, Hashable {
    case built(Program)
    case failed(Failure)
    case cancelled
}

/// What the developer has to mend.
enum Failure: Sendable, Hashable {
    /// The compiler's or linker's messages.
    case build([Diagnostic])
    /// Nothing could be built at all.
    case problem(BuildProblem)
    /// The app ended without having been asked to.
    case crash(AppEnd)
    /// The app says that its set-up is wrong.
    case setUp(AppMessage)
}

/// How an app ended.
struct AppEnd: Sendable, Hashable {
    var code: Int32
    var isSignal: Bool
    /// The last that it wrote on stderr.
    var lastWords: String
    /// By the monotonic clock, in nanoseconds.
    var time: Int
}

/// What the open pages are told.
enum BrowserMessage: Sendable, Hashable {
    case reload
    /// Load the style sheets anew, in place.
    case styles
    case failure(Failure)
    /// What was wrong is mended, and the program is the same.
    case clear
}

/// One line of talk at the terminal.
enum ServeLine: Sendable, Hashable {
    case live([String])
    case nothingChanged([String])
    case pagesTold([String])
    case stylesTold([String])
    case failed(Failure, cause: [String], stillServing: Bool)
    case buildingClean
    case waiting(milliseconds: Int)
}

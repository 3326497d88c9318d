internal import DewarContract
internal import DewarLinux

/// One start of the app: its process, and the three ways in which it talks to the tool.
final class AppProcess {
    let id: AppID
    let process: ChildProcess
    /// When it was started, by the monotonic clock.
    let started = Clock.monotonic
    /// Lines of `AppMessage`.
    let messages: ChildPipe
    /// What it writes on stderr.
    let errors: ChildPipe
    /// Connections that it hands over.
    private let channel: Descriptor

    private var unfinishedMessage: [UInt8] = []
    private(set) var lastWords: [UInt8] = []
    /// Connections whose views crashed; answered when it is known how.
    var crashedConnections: [(descriptor: Int32, bytes: [UInt8])] = []

    /// Swift's own backtrace, short and with places in the source, written to stderr when the app crashes. A release program
    /// has no library of Swift's beside which the program lies that makes it.
    static let backtraces: [String: String] = {
        let words = "enable=yes,color=no,interactive=no,threads=crashed,images=none,registers=none,limit=24,timeout=5s"
        let maker = (try? Toolchain.find()).map {
            Path.folder($0.folder) + "/libexec/swift/linux/swift-backtrace-static"
        }
        guard let maker, Files.isFile(maker) else { return ["SWIFT_BACKTRACE": words] }
        return ["SWIFT_BACKTRACE": "\(words),swift-backtrace=\(maker)"]
    }()

    private static let keptWords = 64 * 1024
    private static let reportBegin = Array("\n*** Signal ".utf8)
    private var isReportingCrash = false

    struct Setting: Sendable {
        var root: String
        var arguments: [String]
        var sockets: [Int32]
        var environment: [String: String]
        /// False for a release that nobody reloads: it keeps its connections and shows no debug pages.
        var isDeveloped = true
    }

    init(_ id: AppID, _ program: String, _ setting: Setting, token: String) throws(SystemError) {
        self.id = id
        messages = try ChildPipe()
        errors = try ChildPipe()
        let pair = try DescriptorChannel.pair()
        let first = 3 + setting.sockets.count
        var environment = setting.environment
        environment[Contract.listenDescriptors] = "\(setting.sockets.count)"
        environment[Contract.readyDescriptor] = "\(first)"
        if setting.isDeveloped { environment[Contract.channelDescriptor] = "\(first + 1)" }
        environment[Contract.reloadToken] = token
        environment[Contract.projectRoot] = setting.root
        process = try ChildProcess(
            program, setting.arguments, environment: environment, directory: setting.root,
            descriptors: [-1, 1, errors.writeEnd] + setting.sockets + [messages.writeEnd, pair.far.raw])
        messages.closeWriteEnd()
        errors.closeWriteEnd()
        channel = try pair.near.duplicate()
        try channel.setNonBlocking()
    }

    var channelDescriptor: Int32 { channel.raw }

    /// The messages that are there whole; nil at the end.
    func takeMessages() -> [[UInt8]]? {
        let bytes = messages.read()
        if bytes.isEmpty { return nil }
        unfinishedMessage += bytes
        var lines = unfinishedMessage.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        unfinishedMessage = Array(lines.removeLast())
        return lines.map(Array.init)
    }

    /// What it wrote on stderr and the terminal shows: all but Swift's report of a crash, which is told in other words
    /// (`CrashReading`). nil at the end.
    func takeErrors() -> [UInt8]? {
        let bytes = errors.read()
        if bytes.isEmpty { return nil }
        lastWords += bytes
        if lastWords.count > AppProcess.keptWords { lastWords.removeFirst(lastWords.count - AppProcess.keptWords) }
        if isReportingCrash { return [] }
        guard let report = bytes.firstRange(of: AppProcess.reportBegin) else { return bytes }
        isReportingCrash = true
        return Array(bytes[..<report.lowerBound])
    }

    /// Lets it accept connections.
    func admit() {
        let word: [UInt8] = [1]
        _ = word.withUnsafeBytes { DescriptorChannel.send($0, passing: nil, over: channel.raw) }
    }

    /// The next connection that it hands over; nil if there is none now.
    func takeConnection() -> (why: Handover, connection: Int32, bytes: [UInt8])? {
        guard case .message(var message) = try? DescriptorChannel.receive(from: channel.raw),
            let first = message.bytes.first, let why = Handover(rawValue: first),
            let connection = message.takeDescriptor()
        else { return nil }
        return (why, connection.release(), Array(message.bytes.dropFirst()))
    }
}

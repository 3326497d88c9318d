/// What the tool and an app agree on. The tool starts the app with these names in its environment; the app never
/// links the tool.
package enum Contract {
    /// Inherited listening sockets, as systemd counts them: descriptors 3, 4, … (one for 127.0.0.1, one for ::1).
    package static let listenDescriptors = "LISTEN_FDS"
    /// The descriptor on which the app writes one line of JSON (`AppMessage`) when it serves, or why it cannot.
    package static let readyDescriptor = "DEWAR_READY_FD"
    /// What the app is started for. Absent: `serve`.
    /// - `routes`: it writes its rules on stdout, one line of JSON (an array of `RouteListing`), and ends with 0.
    /// - `match`: it writes who would answer the request in `DEWAR_MATCH`, one line of JSON (`MatchListing`), and ends with 0.
    /// - `templates`: it writes where its templates are, one line of JSON (an array of `TemplateFolder`), and ends with 0.
    /// - `run NAME`: it runs its own command of that name, with its arguments, and ends as that does; with
    ///   `noSuchCommand` where it has none, after saying so on stderr, with the names that it has.
    package static let mode = "DEWAR_MODE"
    /// The request that `DEWAR_MODE=match` asks about: `GET /users/5`; the path may be a whole URL.
    package static let match = "DEWAR_MATCH"
    /// A Unix socket (SOCK_SEQPACKET) on which a developed app hands over connections to the tool (`Handover`):
    /// those for `/_dewar/…`, and the one whose view crashed. Its presence means: this is development.
    /// When the app has said that it is ready, it waits for a datagram of the tool on it before it accepts.
    package static let channelDescriptor = "DEWAR_CHANNEL_FD"

    /// How long a ready app waits at most to be let in: longer than the tool waits for the one before it.
    package static let admissionMilliseconds = 1_000
    /// The secret that a browser must bring to the reload channel; new for each `dewar serve`.
    package static let reloadToken = "DEWAR_RELOAD_TOKEN"
    /// Where the project's files are, when they are not in the working directory.
    package static let projectRoot = "DEWAR_PROJECT"

    /// Hosts, parted by commas, that see what is being developed, beside the usual ones (`DeveloperHosts`).
    package static let allowedHosts = "DEWAR_ALLOWED_HOSTS"

    /// `1`: what the app writes on stderr ends at a terminal (through the tool's pipe), so it may be coloured.
    package static let colour = "DEWAR_COLOUR"

    /// Everything below this path belongs to the tool while an app is developed.
    package static let reservedPath = "/_dewar/"

    /// The app's set-up was wrong (rules, configuration): told on the ready descriptor and on stderr.
    package static let setUpFailed: Int32 = 78
    /// `DEWAR_MODE=run NAME`: the app has no command of that name.
    package static let noSuchCommand: Int32 = 79
}

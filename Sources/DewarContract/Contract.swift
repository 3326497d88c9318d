/// What the tool and an app agree on. The tool starts the app with these names in its environment; the app never
/// links the tool.
package enum Contract {
    /// Inherited listening sockets, as systemd counts them: descriptors 3, 4, …
    package static let listenDescriptors = "LISTEN_FDS"
    /// The descriptor on which the app writes one line of JSON (`AppMessage`) when it serves, or why it cannot.
    package static let readyDescriptor = "DEWAR_READY_FD"
    /// `serve`, `routes` or `run NAME`: what the app is started for. Absent: serve.
    package static let mode = "DEWAR_MODE"
    /// A Unix socket (SOCK_SEQPACKET) on which a developed app hands over connections to the tool (SCM_RIGHTS):
    /// those for `/_dewar/…`, and the one whose view crashed. Its presence means: this is development.
    package static let channelDescriptor = "DEWAR_CHANNEL_FD"
    /// The secret that a browser must bring to the reload channel; new for each `dewar serve`.
    package static let reloadToken = "DEWAR_RELOAD_TOKEN"
    /// Where the project's files are, when they are not in the working directory.
    package static let projectRoot = "DEWAR_PROJECT"

    /// Everything below this path belongs to the tool while an app is developed.
    package static let reservedPath = "/_dewar/"

    /// The app's set-up was wrong (rules, configuration): told on the ready descriptor and on stderr.
    package static let setUpFailed: Int32 = 78
}

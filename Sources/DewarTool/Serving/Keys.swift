/// The keys while serving, and what they do. Only at a terminal.
enum ServeKey: Character, CaseIterable {
    case restart = "r"
    case rebuild = "R"
    case open = "o"
    case clear = "c"
    case quit = "q"
    case help = "h"

    var help: String {
        switch self {
        case .restart: "restart the app"
        case .rebuild: "build everything anew"
        case .open: "open it in the browser"
        case .clear: "clear the terminal"
        case .quit: "quit"
        case .help: "this list"
        }
    }
}

internal import Glibc

/// The terminal on stdin, giving each key at once and echoing none. It is put back as it was with the owner, or by
/// `restore`.
package final class KeyTerminal {
    private var before = termios()

    /// Nil if stdin is no terminal, or one that another program has in the foreground.
    package init?() {
        guard isatty(0) == 1, tcgetpgrp(0) == getpgrp(), tcgetattr(0, &before) == 0 else { return nil }
        var now = before
        now.c_lflag &= ~tcflag_t(ICANON | ECHO)
        tcsetattr(0, TCSANOW, &now)
    }

    deinit { restore() }

    package func restore() { tcsetattr(0, TCSANOW, &before) }

    package var descriptor: Int32 { 0 }
}

import DewarContract
import DewarHTTP
import Glibc

extension App {
    /// Serves the app until SIGTERM or SIGINT, on all cores (Flask: run).
    ///
    /// `--host`, `--port` and `--workers` on the command line, or HOST and PORT in the environment; 127.0.0.1:8000 without.
    /// On a socket inherited by LISTEN_FDS (systemd, `dewar serve`) it serves instead of opening its own.
    /// What is wrong with the set-up is told on stderr, each problem with file and line, and the program ends with 78.
    public func run() throws {
        let environment = Environment.current
        do {
            let site = try start()
            switch environment[Contract.mode] {
            case "routes": return Console.data(try Site.line(site.listing))
            case "match": return Console.data(try Site.line(site.match(environment[Contract.match] ?? "/")))
            default: break
            }
            let arguments = try RunArguments(Array(CommandLine.arguments.dropFirst()), environment: environment)
            try serve(arguments, environment)
        } catch let error as SetUpError {
            fail(error.description, Contract.setUpFailed)
        } catch let problem as RunArguments.Problem {
            fail(RunArguments.sentence(problem), 2)
        }
    }

    private func fail(_ text: String, _ code: Int32) -> Never {
        Console.error(text)
        exit(code)
    }
}

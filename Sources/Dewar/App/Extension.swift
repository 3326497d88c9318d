/// Something that adds to an app: routes, hooks, settings, template filters (Flask: init_app).
///
/// ```swift
/// struct Timing: Extension {
///     func install(on app: App) {
///         app.after { _, response in response.headers["Server-Timing"] = "app" }
///     }
/// }
/// app.use(Timing())
/// ```
/// Extensions are taken into use in the order of `use`, so what one registers stands before what the next does.
public protocol Extension {
    /// Registers what the extension brings. What it throws stops the app from starting, told with the place of `use`.
    func install(on app: App) throws
}

extension App {
    /// Takes an extension into use (Flask: init_app).
    public func use(_ `extension`: some Extension, file: StaticString = #fileID, line: UInt = #line) {
        do {
            try `extension`.install(on: self)
        } catch {
            let place = Place(file, line)
            let problem = SetUpProblem.extensionFailed(name: "\(type(of: `extension`))", reason: "\(error)")
            registrations.add(at: place) { $0.problems.append(SetUpError.Found(problem: problem, place: place)) }
        }
    }
}

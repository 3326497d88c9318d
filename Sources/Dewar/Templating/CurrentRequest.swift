internal import DewarHTTP

/// The request that a template is rendered for, while it is.
enum CurrentRequest {
    @TaskLocal static var now: Request?
}

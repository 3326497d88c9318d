// swift-tools-version: 6.0
import PackageDescription

// Built by compare.sh in a folder of its own when PEERS says so; no part of Dewar. The folder here must not be called as the
// dependency is: SwiftPM would take one for the other.
let package = Package(
    name: "hummingbird-peer",
    platforms: [.macOS(.v14)],
    dependencies: [.package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.0.0")],
    targets: [
        .executableTarget(name: "App", dependencies: [.product(name: "Hummingbird", package: "hummingbird")])
    ]
)

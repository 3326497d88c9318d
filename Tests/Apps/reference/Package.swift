// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "reference",
    dependencies: [.package(name: "dewar", path: "../../..")],
    targets: [
        .target(name: "Reference", dependencies: [.product(name: "Dewar", package: "dewar")]),
        .executableTarget(name: "App", dependencies: ["Reference", .product(name: "Dewar", package: "dewar")]),
    ]
)

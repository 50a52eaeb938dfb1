// swift-tools-version: 6.2

import PackageDescription

/// Settings every target of ours shares: Swift 6, warnings are errors, imports say what they use.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "tend",
  products: [
    .executable(name: "tend", targets: ["tend"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    // The pure floors: values in, values out; no Foundation, clock, file, log or async.
    .target(name: "Almanac", swiftSettings: strict),
    .target(name: "Care", dependencies: ["Almanac"], swiftSettings: strict),

    // The adapters: each wraps one outside thing.
    .target(
      name: "CSystemd",
      linkerSettings: [.linkedLibrary("systemd")]
    ),
    .target(name: "Systemd", dependencies: ["CSystemd"], swiftSettings: strict),
    .target(name: "Desktop", dependencies: ["Systemd"], swiftSettings: strict),
    .target(
      name: "Host",
      dependencies: ["Almanac", .product(name: "SystemPackage", package: "swift-system")],
      swiftSettings: strict
    ),
    .target(
      name: "PlanFile",
      dependencies: ["Almanac", "Care"],
      swiftSettings: strict
    ),
    .target(
      name: "Ledger",
      dependencies: ["Almanac", "Care", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict
    ),

    // Both roofs open the same files in the same way.
    .target(
      name: "Household", dependencies: ["Almanac", "Care", "Host", "Ledger", "PlanFile"],
      swiftSettings: strict),

    // What tells people beside the journal: popups and commands.
    .target(
      name: "Channels", dependencies: ["Almanac", "Care", "Desktop", "Household", "Systemd"],
      swiftSettings: strict),

    // The roof.
    .target(
      name: "TendDaemon",
      dependencies: [
        "Almanac", "Care", "Channels", "Desktop", "Host", "Household", "Ledger", "PlanFile", "Systemd",
      ],
      swiftSettings: strict
    ),
    .target(
      name: "TendCommands",
      dependencies: [
        "Almanac", "Care", "Channels", "Desktop", "Host", "Household", "Ledger", "PlanFile", "Systemd",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "tend", dependencies: ["TendCommands", "TendDaemon"], swiftSettings: strict),

    .testTarget(name: "AlmanacTests", dependencies: ["Almanac"], swiftSettings: strict),
    .testTarget(
      name: "CareTests", dependencies: ["Almanac", "Care", "CareSimulation"], swiftSettings: strict),
    // Families that live with Tend, each from a seed; the program lives thousands of them in a release build.
    .target(
      name: "CareSimulation", dependencies: ["Almanac", "Care"], path: "Tests/Simulation/CareSimulation",
      swiftSettings: strict),
    .executableTarget(
      name: "simulate", dependencies: ["CareSimulation"], path: "Tests/Simulation/simulate",
      swiftSettings: strict),
    // Files, small disks and other programs for a test.
    .target(name: "FileTesting", path: "Tests/FileTesting", swiftSettings: strict),
    // What stands on a bus of the tests' own.
    .target(name: "BusTesting", dependencies: ["Systemd"], path: "Tests/BusTesting", swiftSettings: strict),
    .testTarget(
      name: "SystemdTests", dependencies: ["BusTesting", "Systemd"], swiftSettings: strict),
    .testTarget(
      name: "DesktopTests", dependencies: ["BusTesting", "Desktop", "Systemd"], swiftSettings: strict),
    .testTarget(name: "HostTests", dependencies: ["Almanac", "FileTesting", "Host"], swiftSettings: strict),
    .testTarget(
      name: "PlanFileTests",
      // TOMLKit only judges the scanner: no product of ours links it.
      dependencies: ["Almanac", "Care", "PlanFile", .product(name: "TOMLKit", package: "TOMLKit")],
      swiftSettings: strict),
    .testTarget(
      name: "LedgerTests", dependencies: ["Almanac", "Care", "FileTesting", "Ledger"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "DaemonTests",
      dependencies: [
        "Almanac", "BusTesting", "Care", "Channels", "Desktop", "FileTesting", "Host", "Household", "Ledger",
        "PlanFile", "Systemd", "TendDaemon",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Almanac", "BusTesting", "Care", "FileTesting", "Host", "Household", "Ledger", "PlanFile", "Systemd",
        "TendCommands",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

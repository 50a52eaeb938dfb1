// swift-tools-version: 6.2

import PackageDescription

/// The settings of the main package, so that what is measured is what is shipped.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

// A package of its own, so that the main build stays light. `Sources/Almanac` is a link to the main package's.
let package = Package(
  name: "benchmarks",
  targets: [
    .target(name: "Almanac", swiftSettings: strict),
    .target(name: "CAllocations"),
    .executableTarget(
      name: "recurrence-bench", dependencies: ["Almanac", "CAllocations"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

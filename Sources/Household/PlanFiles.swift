public import Almanac
public import Ledger
public import PlanFile

/// The texts of a plan and its settings, as read at one moment.
public struct PlanFiles: Sendable {
  /// `plan.toml` first, then those of `plan.d` in the order of their names; empty when there is none.
  public var plan: [SourceFile]
  public var settings: SourceFile?
  /// When the newest of the plan's files came to be as it is; nil without any.
  public var modifiedAt: Instant?
  /// The same of each, by path.
  private(set) var times: [String: Instant] = [:]

  public init(plan: [SourceFile], settings: SourceFile? = nil, modifiedAt: Instant? = nil) {
    self.plan = plan
    self.settings = settings
    self.modifiedAt = modifiedAt
  }

  /// Says when one of them came to be as it is.
  public mutating func setTime(_ time: Instant, of path: String) {
    times[path] = time
    modifiedAt = times.values.max()
  }

  /// What the settings are kept under.
  static let settingsPath = "settings.toml"

  /// The files that the ledger keeps.
  public init(_ kept: PlanText) {
    let files = kept.files.map { SourceFile(path: $0.path, text: Array($0.text.utf8)) }
    self.init(
      plan: files.filter { $0.path != PlanFiles.settingsPath },
      settings: files.first { $0.path == PlanFiles.settingsPath })
  }

  /// As the ledger keeps them: the settings too, so that privacy outlives a mistake in them.
  public var texts: [PlanText.File] {
    (plan + [settings].compactMap { $0 }).map {
      PlanText.File(path: $0.path, text: String(decoding: $0.text, as: UTF8.self))
    }
  }

  /// A number that tells one plan text from another at a glance (FNV-1a, 64 bits, hexadecimal); it protects nothing.
  public var digest: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for file in texts {
      for byte in Array(file.path.utf8) + [0] + Array(file.text.utf8) + [0] {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
    }
    let text = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }
}

/// A plan and settings that were read, with everything that is wrong with them.
public struct LoadedFiles: Sendable {
  public var plan: LoadedPlan
  public var settings: LoadedSettings

  public init(plan: LoadedPlan, settings: LoadedSettings) {
    self.plan = plan
    self.settings = settings
  }

  /// Of the plan first, then of the settings, then where one names what the other does not have.
  public var diagnostics: [Diagnostic] { plan.diagnostics + settings.diagnostics + strangers }
}

public import Care

/// What came of reading the files of a plan.
public struct LoadedPlan: Sendable {
  /// Nil when there is any error.
  public var plan: Plan?
  /// Everything found, in the order of the files and of their lines.
  public var diagnostics: [Diagnostic]
  /// Where each entry is written; also filled when there are errors, as far as entries could be told apart.
  public var sources: SourceMap

  /// The channels it names, which only the settings know.
  public var nameUses: [NameUse]

  /// Where entries name other entries.
  public var entryUses: [EntryUse]

  public init(
    plan: Plan?, diagnostics: [Diagnostic], sources: SourceMap, nameUses: [NameUse] = [],
    entryUses: [EntryUse] = []
  ) {
    self.entryUses = entryUses
    self.plan = plan
    self.diagnostics = diagnostics
    self.sources = sources
    self.nameUses = nameUses
  }
}

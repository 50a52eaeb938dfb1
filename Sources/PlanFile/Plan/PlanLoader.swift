/// Reads a plan out of the bytes of its files.
public enum PlanLoader {
  /// The most entries a plan may have; a plan with more is refused.
  public static let mostEntries = 50_000

  /// Reads the files as one plan, in the order given.
  ///
  /// A syntax error ends its own file, and the other files are still checked, though not against what the broken
  /// file may have defined. All other errors come at once.
  ///
  /// - Parameters:
  ///   - files: `plan.toml` first, then those of `plan.d`.
  ///   - zoneExists: Whether the machine knows an IANA zone name. Asked once for each name in the plan.
  /// - Returns: The plan, or everything that is wrong with it.
  public static func load(_ files: [SourceFile], zoneExists: @escaping (String) -> Bool) -> LoadedPlan {
    let reader = PlanReader(files, zoneExists: zoneExists)
    reader.readPeople()
    reader.readContacts()
    reader.readEntries()
    reader.checkTopLevel()
    return reader.result()
  }
}

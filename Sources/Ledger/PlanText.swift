public import Almanac

/// A plan that was accepted, with the full text of its files: what runs when the files on disk no longer do.
public struct PlanText: Hashable, Sendable {
  public var revision: Int64
  public var hash: String
  public var acceptedAt: Instant
  public var files: [File]

  public init(revision: Int64, hash: String, acceptedAt: Instant, files: [File]) {
    self.revision = revision
    self.hash = hash
    self.acceptedAt = acceptedAt
    self.files = files
  }

  public struct File: Hashable, Sendable, Codable {
    public var path: String
    public var text: String

    public init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }
}

/// From when on an entry of the plan stands as it is written now.
public struct EntrySince: Hashable, Sendable {
  /// Of the entry's definition; another one means that the entry was changed.
  public var fingerprint: String
  public var since: Instant

  public init(fingerprint: String, since: Instant) {
    self.fingerprint = fingerprint
    self.since = since
  }
}

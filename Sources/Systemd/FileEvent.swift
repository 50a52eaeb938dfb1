import CSystemd

/// Something that happened to a watched directory or file.
public struct FileEvent: Hashable, Sendable {
  /// What can happen; one event may carry several.
  public struct Kinds: OptionSet, Hashable, Sendable {
    public var rawValue: UInt32

    public init(rawValue: UInt32) {
      self.rawValue = rawValue
    }

    /// The contents changed: one of possibly many writes, or a truncation.
    public static let modified = Kinds(rawValue: UInt32(IN_MODIFY))
    /// A file that was open for writing was closed: what an editor that writes in place does last.
    public static let written = Kinds(rawValue: UInt32(IN_CLOSE_WRITE))
    /// Mode, owner, times or number of links changed; deleting a file that is still open shows up only so.
    public static let attributes = Kinds(rawValue: UInt32(IN_ATTRIB))
    /// An entry of the directory came to be: a file, a directory, a link or a symbolic link.
    public static let created = Kinds(rawValue: UInt32(IN_CREATE))
    /// An entry of the directory was unlinked.
    public static let deleted = Kinds(rawValue: UInt32(IN_DELETE))
    /// An entry was renamed into place, as most editors and `ln -sf` do; it may have replaced another.
    public static let movedIn = Kinds(rawValue: UInt32(IN_MOVED_TO))
    /// An entry was renamed away.
    public static let movedOut = Kinds(rawValue: UInt32(IN_MOVED_FROM))
    /// The watched thing itself was deleted, renamed or unmounted: the last event, for the watch has ended.
    public static let gone = Kinds(rawValue: UInt32(IN_DELETE_SELF | IN_MOVE_SELF))
    /// The kernel's queue ran over and events were lost: look at everything anew.
    public static let overflowed = Kinds(rawValue: UInt32(IN_Q_OVERFLOW))

    /// Every way in which what a path in a directory holds can become different.
    public static let contents: Kinds = [.written, .created, .deleted, .movedIn, .movedOut]
  }

  /// The entry of the watched directory, or "" when the event is about the watched thing itself.
  ///
  /// Bytes that are not UTF-8 are replaced, so such a name cannot be used to open the file.
  public var name: String
  public var kinds: Kinds
  /// Whether the event is about a directory.
  public var isDirectory: Bool

  public init(name: String, kinds: Kinds, isDirectory: Bool = false) {
    self.name = name
    self.kinds = kinds
    self.isDirectory = isDirectory
  }
}

extension FileEvent {
  /// Reads the kernel's record, whose name follows it in memory, padded with NULs.
  init(_ record: UnsafePointer<inotify_event>) {
    let mask = record.pointee.mask
    var kinds = Kinds(rawValue: mask & ~UInt32(IN_ISDIR | IN_IGNORED | IN_UNMOUNT))
    if mask & UInt32(IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT) != 0 {
      kinds.formUnion(.gone)
    }
    self.kinds = kinds
    isDirectory = mask & UInt32(IN_ISDIR) != 0
    name =
      record.pointee.len == 0
      ? "" : String(cString: UnsafeRawPointer(record + 1).assumingMemoryBound(to: CChar.self))
  }
}

import CSystemd
import Glibc

/// A program to be run without a shell, and what it is given.
public struct Program: Hashable, Sendable {
  /// Where it is.
  public var path: String
  /// What it is called as, then its arguments.
  public var arguments: [String]
  /// What comes on top of the environment that programs of this user have.
  public var environment: [String: String]
  /// What it can read from its standard input.
  public var input: [UInt8]
  /// Files it finds below `$CREDENTIALS_DIRECTORY`, by these names.
  public var credentials: [Credential]
  /// How long it may take, everything it starts included.
  public var timeout: Duration

  /// A file with a secret in it.
  public struct Credential: Hashable, Sendable {
    /// What the program knows it as: the name of a file.
    public var name: String
    /// Where it is.
    public var path: String

    public init(name: String, path: String) {
      self.name = name
      self.path = path
    }
  }

  public init(
    path: String, arguments: [String], environment: [String: String] = [:], input: [UInt8] = [],
    credentials: [Credential] = [], timeout: Duration = .seconds(30)
  ) {
    self.credentials = credentials
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.input = input
    self.timeout = timeout
  }

  /// Where the program of that name is: in one of the directories of `path` (as in `$PATH`), or where it says itself
  /// with an absolute path; `nil` where there is nothing to be run.
  public static func find(_ name: String, path: String) -> String? {
    if name.contains("/") { return name.hasPrefix("/") && isProgram(name) ? name : nil }
    guard !name.isEmpty else { return nil }
    // A relative directory in the path would mean something else here than where it was set.
    return path.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }.first(
      where: isProgram)
  }

  private static func isProgram(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}

/// How a program ended, and what it said.
public struct ProgramOutcome: Hashable, Sendable {
  public enum Ending: Hashable, Sendable {
    case exited(CInt)
    /// By a signal that was not ours.
    case signalled(CInt)
    /// It took too long, and was ended with everything it had started.
    case timedOut
    /// It wrote more than anybody would read, and was ended.
    case flooded
    /// It could not be started, for a reason to be read by people.
    case notStarted(String)
    /// Whoever ran it for us went away: it may have done its work or not.
    case lost(String)
  }

  public var ending: Ending
  /// The beginning of what it wrote to its standard output and error, mixed.
  public var output: String

  public init(_ ending: Ending, output: String = "") {
    self.ending = ending
    self.output = output
  }

  public var isSuccess: Bool { ending == .exited(0) }
}

extension ProgramOutcome.Ending: CustomStringConvertible {
  public var description: String {
    switch self {
    case .exited(let code): "ended with exit code \(code)"
    case .signalled(let signal): "ended by signal \(signal)"
    case .timedOut: "took too long and was ended"
    case .flooded: "wrote too much and was ended"
    case .notStarted(let reason): "could not be started: \(reason)"
    case .lost(let reason): "was lost sight of: \(reason)"
    }
  }
}

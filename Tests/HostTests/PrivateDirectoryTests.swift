import FileTesting
import Glibc
import Host
import Testing

@Suite struct PrivateDirectoryTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test func everyDirectoryThatIsMissingIsMadeForUsAlone() throws {
    let before = umask(0)
    defer { umask(before) }
    try PrivateDirectory.ensure(directory.file(".local/state/tend/"))
    for name in [".local", ".local/state", ".local/state/tend"] {
      #expect(try permissions(of: directory.file(name)) == 0o700, "\(name)")
    }
    try PrivateDirectory.ensure(directory.file(".local/state/tend"))
  }

  @Test func oneThatOthersMayReadIsClosedToThem() throws {
    let path = try directory.makeDirectory("tend", mode: 0o755)
    try PrivateDirectory.ensure(path)
    #expect(try permissions(of: path) == 0o700)
  }

  @Test(arguments: [0o777, 0o720] as [mode_t])
  func oneThatOthersMayWriteToIsRefused(mode: mode_t) throws {
    let path = try directory.makeDirectory("tend", mode: mode)
    #expect(performing: { try PrivateDirectory.ensure(path) }, throws: isUnsafe)
    #expect(try permissions(of: path) == mode, "left as it was, to be looked at")
  }

  @Test(.enabled(if: geteuid() == 0, "only root gives files away"))
  func oneOfAnotherUserIsRefused() throws {
    let path = try directory.makeDirectory("tend")
    chown(path, 1234, 1234)
    #expect(performing: { try PrivateDirectory.ensure(path) }, throws: isUnsafe)
  }

  @Test(.enabled(if: geteuid() == 0, "only root gives files away"))
  func aLinkOfOurOwnIsFollowedAndOneOfAnotherUserIsNot() throws {
    _ = try directory.makeDirectory("elsewhere")
    symlink("elsewhere", directory.file("tend"))
    try PrivateDirectory.ensure(directory.file("tend"))
    lchown(directory.file("tend"), 1234, 1234)
    #expect(performing: { try PrivateDirectory.ensure(directory.file("tend")) }, throws: isUnsafe)
  }

  @Test func aFileInItsPlaceIsAnError() throws {
    try write("", to: directory.file("tend"))
    #expect(throws: FileError.self) { try PrivateDirectory.ensure(directory.file("tend")) }
    #expect(throws: FileError.self) { try PrivateDirectory.ensure(directory.file("tend/deeper")) }
  }

  private func isUnsafe(_ error: any Error) -> Bool {
    if case .unsafe = (error as? FileError)?.cause { true } else { false }
  }
}

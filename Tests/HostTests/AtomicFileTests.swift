import FileTesting
import Glibc
import Host
import Testing

@Suite struct AtomicFileTests {
  let directory: TemporaryDirectory
  var path: String { directory.file("plan.toml") }

  init() throws { directory = try TemporaryDirectory() }

  @Test(arguments: [0o600, 0o640] as [mode_t])
  func aNewFileHasTheModeThatWasAskedFor(mode: mode_t) throws {
    try AtomicFile.write(path, Array("a".utf8), mode: mode)
    #expect(try text(of: path) == "a")
    #expect(try permissions(of: path) == mode)
    #expect(directory.names == ["plan.toml"])
  }

  @Test func aFileThatIsThereKeepsItsModeAndIsAnotherFileAfterwards() throws {
    try write("old", to: path)
    chmod(path, 0o644)
    let reader = open(path, O_RDONLY)
    defer { close(reader) }
    try AtomicFile.write(path, Array("new and longer".utf8))
    #expect(try text(of: path) == "new and longer")
    #expect(try permissions(of: path) == 0o644)
    var bytes = [UInt8](repeating: 0, count: 10)
    #expect(read(reader, &bytes, 10) == 3, "who has it open reads the old text to its end")
  }

  @Test(.enabled(if: geteuid() == 0, "only root gives files away"))
  func theOwnerOfTheFileStaysWhenRootWritesIt() throws {
    try write("old", to: path)
    chown(path, 1234, 4321)
    try AtomicFile.write(path, Array("new".utf8))
    var status = stat()
    stat(path, &status)
    #expect((status.st_uid, status.st_gid) == (1234, 4321))
  }

  @Test func theFileALinkLeadsToIsReplacedAndTheLinkStays() throws {
    let real = try directory.makeDirectory("dotfiles") + "/plan.toml"
    try write("old", to: real)
    symlink("dotfiles/plan.toml", directory.file("second"))
    symlink(directory.file("second"), path)
    try AtomicFile.write(path, Array("new".utf8))
    #expect(try text(of: real) == "new")
    #expect(try Command("readlink", path).output == directory.file("second") + "\n")
  }

  @Test func aLinkToNothingYetGetsItsTarget() throws {
    symlink("dotfiles.toml", path)
    try AtomicFile.write(path, Array("new".utf8))
    #expect(try text(of: directory.file("dotfiles.toml")) == "new")
  }

  @Test func linksInACircleAreAnError() throws {
    symlink("plan.toml", directory.file("other"))
    symlink("other", path)
    #expect(throws: FileError.self) { try AtomicFile.write(path, []) }
  }

  @Test func aDirectoryIsNotReplaced() throws {
    _ = try directory.makeDirectory("plan.toml")
    #expect(throws: FileError(path: path, action: "replace", cause: .notRegular)) {
      try AtomicFile.write(path, [])
    }
    #expect(directory.names == ["plan.toml"])
  }

  @Test func aMissingDirectoryIsNamed() {
    let path = directory.file("nowhere/plan.toml")
    #expect(throws: FileError(path: path, action: "replace", cause: .missing)) {
      try AtomicFile.write(path, [])
    }
  }

  @Test(.enabled(if: SmallDisk.isPossible, "mounting takes root"))
  func aFullDiskKeepsTheOldTextAndNoDraft() throws {
    let disk = try SmallDisk(kilobytes: 64)
    try write("old", to: disk.file("plan.toml"))
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000)
    #expect(throws: FileError(path: disk.file("plan.toml"), action: "replace", cause: .diskFull)) {
      try AtomicFile.write(disk.file("plan.toml"), long)
    }
    #expect(try text(of: disk.file("plan.toml")) == "old")
    #expect(disk.names == ["plan.toml"])
  }

  @Test(.enabled(if: SmallDisk.isPossible, "mounting takes root"))
  func aReadOnlyDiskIsSaidToBeOne() throws {
    let disk = try SmallDisk(kilobytes: 64)
    try write("old", to: disk.file("plan.toml"))
    try disk.makeReadOnly()
    #expect(throws: FileError(path: disk.file("plan.toml"), action: "replace", cause: .readOnly)) {
      try AtomicFile.write(disk.file("plan.toml"), [])
    }
  }
}

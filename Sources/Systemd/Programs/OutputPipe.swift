import CSystemd
import Glibc

/// Takes in what a program writes, keeps the beginning, and raises the alarm when it does not stop.
final class OutputPipe {
  /// What is kept for people to read.
  private static let kept = 8 << 10
  /// More than this is a program gone wild.
  private static let limit = 4 << 20

  let reader: OwnedDescriptor
  private var writer: OwnedDescriptor?
  private var watch: DescriptorWatch?
  /// Called once, when it is more than anybody would read.
  var onFlood: () -> Void = {}
  private var bytes: [UInt8] = []
  private var count = 0

  init(loop: EventLoop) throws(SystemdError) {
    var readingEnd: CInt = -1
    var writingEnd: CInt = -1
    try checked("pipe2", csystemd_pipe(&readingEnd, &writingEnd))
    reader = try OwnedDescriptor("pipe2", readingEnd)
    writer = try OwnedDescriptor("pipe2", writingEnd)
    // Only our end: a program that finds its own end not ready may take that for an error.
    try checkedByErrno("fcntl", fcntl(readingEnd, F_SETFL, O_NONBLOCK))
    watch = try loop.watch(descriptor: readingEnd, for: .readable) { [weak self] _ in self?.read() }
  }

  deinit {
    // Before the descriptor is closed, or the kernel goes on reporting it to a source that is not there any more for as
    // long as another process, such as one that is just being started, has a copy of it.
    watch = nil
  }

  /// The end that the program writes to; -1 once it was handed over.
  var writingEnd: CInt { writer?.number ?? -1 }

  /// The program has its own copy now: without ours, its end is the end of the pipe.
  func handOver() {
    writer = nil
  }

  /// Reads what is left without waiting for more, and returns the beginning of it all.
  func finish() -> String {
    while watch != nil, count <= Self.limit, read() {}
    watch = nil
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A pipe's worth at a time, so that others get their turn; returns whether there was anything.
  @discardableResult
  private func read() -> Bool {
    let size = withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 1) { buffer in
      let size = Glibc.read(reader.number, buffer.baseAddress, buffer.count)
      if size > 0 { bytes += buffer.prefix(min(size, Self.kept - bytes.count)) }
      return size
    }
    guard size > 0 else {
      let isOver = size == 0 || (errno != EAGAIN && errno != EINTR)
      if isOver { watch = nil }
      return false
    }
    count += size
    if count > Self.limit, watch != nil {
      watch = nil
      onFlood()
    }
    return true
  }
}

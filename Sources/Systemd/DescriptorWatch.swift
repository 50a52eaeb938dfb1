import CSystemd

/// What a descriptor can be ready for.
public struct Readiness: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  public static let readable = Readiness(rawValue: EPOLLIN.rawValue)
  public static let writable = Readiness(rawValue: EPOLLOUT.rawValue)
  /// Reported whether asked for or not.
  public static let hangUp = Readiness(rawValue: EPOLLHUP.rawValue)
  /// Reported whether asked for or not.
  public static let failed = Readiness(rawValue: EPOLLERR.rawValue)
}

/// A descriptor that a loop watches; see ``EventLoop/watch(descriptor:for:handler:)``.
public final class DescriptorWatch {
  private let handler: (Readiness) -> Void
  private var source: EventSource?

  init(
    loop: EventLoop, descriptor: CInt, readiness: Readiness, handler: @escaping (Readiness) -> Void
  ) throws(SystemdError) {
    self.handler = handler
    let context = Unmanaged.passUnretained(self).toOpaque()
    source = try EventSource("sd_event_add_io") {
      sd_event_add_io(
        loop.event, $0, descriptor, readiness.rawValue,
        { _, _, ready, context in
          guard let context else { return 0 }
          let watch = Unmanaged<DescriptorWatch>.fromOpaque(context).takeUnretainedValue()
          watch.handler(Readiness(rawValue: ready))
          return 0
        }, context)
    }
  }

  /// Ends the watch at once, leaving the descriptor open; the handler is not called again.
  public func cancel() {
    source = nil
  }
}

extension EventLoop {
  /// Calls `handler` whenever `descriptor` is ready, and again each turn for as long as it stays ready.
  ///
  /// The descriptor is borrowed: cancel the watch before closing it, and make it non-blocking.
  /// A regular file cannot be watched (`EPERM`).
  public func watch(
    descriptor: CInt, for readiness: Readiness, handler: @escaping (Readiness) -> Void
  ) throws(SystemdError) -> DescriptorWatch {
    try DescriptorWatch(loop: self, descriptor: descriptor, readiness: readiness, handler: handler)
  }
}

import ArgumentParser
import Glibc

/// What runs under the name `tend`.
public enum TendMain {
  public static func run(_ arguments: [String]) -> CInt { 0 }
}

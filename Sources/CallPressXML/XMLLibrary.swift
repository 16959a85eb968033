import CLibXML2

/// The library behind the XML: libxml2 as the system has it.
public enum XMLLibrary {
  /// Makes sure that libxml2 is set up, once, before anything else of it is called.
  static func prepare() {
    _ = prepared
  }

  private static let prepared: Void = xmlInitParser()

  /// Forbids libxml2 to load anything from outside, for the whole process.
  ///
  /// CallPress itself never asks it to: documents with a DOCTYPE are refused, and the schema stands
  /// in the program. This is for the owner of a process, a command-line tool for one, who uses
  /// libxml2 for nothing else. Call it before there are other threads.
  public static func denyExternalResources() {
    prepare()
    xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE)
    xmlSetExternalEntityLoader { _, _, _ in nil }
  }
}

package org.cdrl.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The text of an OLCUT configuration, checked before OLCUT sees it. OLCUT reads document types, and
 * with them other files and addresses; it also reads further configurations and serialized objects
 * that a configuration names, and initializes any class that it names.
 */
final class ConfigurationXml extends DefaultHandler {
  static final String ALLOW = "allow-class";

  /** Far more than a configuration has. */
  private static final int LARGEST = 16 << 20;

  private static final Set<String> ELEMENTS =
      Set.of("config", "component", "property", "propertylist", "item", "propertymap", "entry");

  private static final Set<String> OF_COMPONENT = Set.of("name", "type", "inherit");

  /** Whether it is shared with other programs over a network; OLCUT always writes them. */
  private static final Set<String> SHARING = Set.of("export", "import");

  /** Packages of what may be built. */
  private static final List<String> PACKAGES =
      List.of("org.cdrl.", "org.tribuo.", "com.oracle.labs.mlrg.olcut.");

  /** Its sources run what an address of a database says. */
  private static final String DATABASES = "org.tribuo.data.sql.";

  private final Set<String> allowed;

  private ConfigurationXml(Set<String> allowed) {
    this.allowed = allowed;
  }

  /**
   * Reads and checks a configuration.
   *
   * @param allowed classes that may be built besides Tribuo's, OLCUT's and ours
   * @return the very bytes that were checked
   * @throws IOException if it is no XML, or has what a configuration does not need
   */
  static byte[] read(Path file, Set<String> allowed) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException(file + " is larger than " + LARGEST + " bytes, and no configuration");
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      SAXParserFactory parsers = SAXParserFactory.newInstance();
      parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      parsers.newSAXParser().parse(new ByteArrayInputStream(bytes), new ConfigurationXml(allowed));
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    } catch (SAXParseException e) {
      throw new IOException(
          file
              + " is no OLCUT configuration: line "
              + e.getLineNumber()
              + ": "
              + e.getMessage().replaceAll("\\s*\\R\\s*", " "),
          e);
    } catch (SAXException e) {
      throw new IOException(file + " is refused: " + e.getMessage(), e);
    }
    return bytes;
  }

  @Override
  public void startElement(String uri, String local, String element, Attributes attributes)
      throws SAXException {
    if (!ELEMENTS.contains(element)) {
      throw new SAXException(
          "it has an element <"
              + element
              + ">; only components and their properties are read, not what is in other files");
    }
    if (!element.equals("component")) {
      return;
    }
    for (int n = 0; n < attributes.getLength(); n++) {
      String attribute = attributes.getQName(n);
      String value = attributes.getValue(n);
      if (!OF_COMPONENT.contains(attribute)
          && !(SHARING.contains(attribute) && value.equals("false"))) {
        throw new SAXException(
            "a component has "
                + attribute
                + "=\""
                + value
                + "\"; only its name, type and what it inherits are read");
      }
    }
    requireAllowed(attributes.getValue("type"));
  }

  private void requireAllowed(String type) throws SAXException {
    boolean known =
        type == null || PACKAGES.stream().anyMatch(type::startsWith) && !type.startsWith(DATABASES);
    if (!known && !allowed.contains(type)) {
      throw new SAXException(
          "it asks for an object of "
              + type
              + ", which is neither Tribuo's nor OLCUT's nor CDRL's. If you trust the file and the"
              + " class, add --"
              + ALLOW
              + " "
              + type);
    }
  }
}

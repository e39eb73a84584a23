package org.cdrl.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Gives the pages of a site anchors and an index for searching, and copies the files they link to;
 * fails if a link leads nowhere.
 */
public final class FinishSite {
  private FinishSite() {}

  /**
   * @param arguments the site's folder; the name of the folder in it that holds Javadoc; the script
   *     to write, below the site's folder; the folder of the repository
   * @throws IllegalStateException if links are broken; it names them
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Pages pages = Pages.read(folder, arguments[1]);
    LinkedFiles.copy(pages, Path.of(arguments[3]));
    List<String> broken = Links.broken(pages);
    if (!broken.isEmpty()) {
      throw new IllegalStateException("Links that lead nowhere:\n" + String.join("\n", broken));
    }
    pages.write();
    Files.writeString(folder.resolve(arguments[2]), SearchIndex.script(pages));
  }
}

package org.cdrl.site;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Files of the repository that pages link to and that are no pages, such as sources. They are
 * copied as text, which browsers show.
 */
final class LinkedFiles {
  private LinkedFiles() {}

  static void copy(Pages pages, Path repository) throws IOException {
    for (Map.Entry<String, Document> page : pages.byPath().entrySet()) {
      for (Element link : page.getValue().select("a[href]")) {
        URI uri = URI.create(link.attr("href"));
        if (uri.getScheme() != null) {
          continue;
        }
        String path = Pages.target(page.getKey(), uri);
        if (!Files.exists(pages.folder().resolve(path))
            && Files.isRegularFile(repository.resolve(path))) {
          Path copy = pages.folder().resolve(path + ".txt");
          Files.createDirectories(copy.getParent());
          Files.copy(repository.resolve(path), copy, StandardCopyOption.REPLACE_EXISTING);
          link.attr("href", uri.getPath() + ".txt");
        }
      }
    }
  }
}

package org.cdrl.site;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Links between pages, and from pages to images: those that lead nowhere. */
final class Links {
  private Links() {}

  /** One line per link whose file or section does not exist; other sites are not asked. */
  static List<String> broken(Pages pages) {
    List<String> broken = new ArrayList<>();
    for (Map.Entry<String, Document> page : pages.byPath().entrySet()) {
      for (Element link : page.getValue().select("a[href], img[src]")) {
        String target = link.hasAttr("href") ? link.attr("href") : link.attr("src");
        URI uri = URI.create(target.replace(" ", "%20"));
        if (uri.getScheme() == null && !leads(pages, page.getKey(), uri)) {
          broken.add(page.getKey() + " -> " + target);
        }
      }
    }
    return broken;
  }

  private static boolean leads(Pages pages, String from, URI uri) {
    String path = Pages.target(from, uri);
    if (!Files.exists(pages.folder().resolve(Path.of(path)))) {
      return false;
    }
    Document to = pages.byPath().get(path);
    return uri.getFragment() == null || to == null || to.getElementById(uri.getFragment()) != null;
  }
}

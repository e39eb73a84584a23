package org.cdrl.site;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The pages of a site, by their paths below its folder. Headings have the anchors that hosts of
 * Markdown give them, so that a link to a section is the same in the repository and on the site.
 */
final class Pages {
  static final String HEADINGS = "h1, h2, h3, h4, h5, h6";

  private final Path folder;
  private final Map<String, Document> byPath = new TreeMap<>();

  private Pages(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads all pages but those of the Javadoc.
   *
   * @param folder the site
   * @param javadoc the name of the folder in it that holds Javadoc
   */
  static Pages read(Path folder, String javadoc) throws IOException {
    Pages pages = new Pages(folder);
    Path left = folder.resolve(javadoc);
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
            return entered.equals(left) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.toString().endsWith(".html")) {
              Document page = Jsoup.parse(file, "UTF-8");
              page.outputSettings().prettyPrint(false);
              giveAnchors(page);
              String path = folder.relativize(file).toString().replace('\\', '/');
              pages.byPath.put(path, page);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return pages;
  }

  private static void giveAnchors(Document page) {
    Map<String, Integer> seen = new HashMap<>();
    for (Element heading : text(page).select(HEADINGS)) {
      String anchor = anchor(heading.text());
      int before = seen.merge(anchor, 1, Integer::sum) - 1;
      heading.attr("id", before == 0 ? anchor : anchor + "-" + before);
    }
  }

  /** Small letters; spaces are hyphens; other signs than letters, digits, - and _ are left out. */
  static String anchor(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  /** The part of a page that its document filled, without menus. */
  static Element text(Document page) {
    Element body = page.selectFirst("#bodyColumn");
    return body == null ? page.body() : body;
  }

  /** The path of what a page links to, from the site's folder. */
  static String target(String page, URI link) {
    return link.getPath().isEmpty() ? page : URI.create(page).resolve(link.getPath()).toString();
  }

  Path folder() {
    return folder;
  }

  Map<String, Document> byPath() {
    return byPath;
  }

  void write() throws IOException {
    for (Map.Entry<String, Document> page : byPath.entrySet()) {
      Files.writeString(folder.resolve(page.getKey()), page.getValue().outerHtml());
    }
  }
}

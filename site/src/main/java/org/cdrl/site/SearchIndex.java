package org.cdrl.site;

import com.google.gson.Gson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What the search field of the site looks through: one entry per section. It is a script and not a
 * file of data, because browsers do not let pages read files where there is no server.
 */
final class SearchIndex {
  /**
   * @param page the title of the page
   * @param section the heading
   * @param link path from the site's folder, with the section's anchor
   * @param text what stands below the heading
   */
  record Entry(String page, String section, String link, String text) {}

  private SearchIndex() {}

  static String script(Pages pages) {
    return "const searchIndex = " + new Gson().toJson(entries(pages)) + ";\n";
  }

  static List<Entry> entries(Pages pages) {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, Document> page : pages.byPath().entrySet()) {
      Element text = Pages.text(page.getValue());
      Element title = text.selectFirst("h1");
      String name = title == null ? page.getKey() : title.text();
      for (Element heading : text.select(Pages.HEADINGS)) {
        StringBuilder below = new StringBuilder();
        for (Element next = heading.nextElementSibling();
            next != null && next.select(Pages.HEADINGS).isEmpty();
            next = next.nextElementSibling()) {
          below.append(next.text()).append(' ');
        }
        String link = page.getKey() + "#" + heading.id();
        entries.add(new Entry(name, heading.text(), link, below.toString().strip()));
      }
    }
    return entries;
  }
}

package org.cdrl.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anchors, links, copied files and the index, on a site of two pages. */
class FinishSiteTest {
  @TempDir Path site;
  @TempDir Path repository;

  @Test
  void anchorsAreThoseOfHostsOfMarkdown() {
    assertEquals("what-a-model-file-keeps", Pages.anchor("What a model file keeps"));
    assertEquals("digits-8-x-8", Pages.anchor("Digits, 8 x 8"));
    assertEquals("beside-tribuo-all", Pages.anchor("Beside tribuo-all"));
  }

  @Test
  void headingsOfOneNameHaveDifferentAnchors() throws IOException {
    page("a.html", "<h2>Use</h2><h2>Use</h2>");
    Pages pages = Pages.read(site, "api");
    assertEquals(List.of("use", "use-1"), pages.byPath().get("a.html").select("h2").eachAttr("id"));
  }

  @Test
  void linksThatLeadNowhereAreNamed() throws IOException {
    page(
        "docs/a.html",
        "<a href='../b.html#use'>there</a> <a href='../b.html#gone'>no section</a>"
            + " <a href='c.html'>no page</a> <a href='mailto:x'>elsewhere</a>");
    page("b.html", "<h1>Use</h1>");
    Pages pages = Pages.read(site, "api");
    assertEquals(
        List.of("docs/a.html -> ../b.html#gone", "docs/a.html -> c.html"), Links.broken(pages));
    String[] arguments = {site.toString(), "api", "index.js", repository.toString()};
    assertThrows(IllegalStateException.class, () -> FinishSite.main(arguments));
  }

  @Test
  void linkedFilesOfTheRepositoryAreCopiedAndSectionsIndexed() throws IOException {
    Files.createDirectories(repository.resolve("src"));
    Files.writeString(repository.resolve("src/A.java"), "class A {}");
    page("docs/a.html", "<h1>Title</h1><p>All <a href='../src/A.java'>words</a>.</p>");
    FinishSite.main(new String[] {site.toString(), "api", "index.js", repository.toString()});
    assertEquals("class A {}", Files.readString(site.resolve("src/A.java.txt")));
    assertTrue(Files.readString(site.resolve("docs/a.html")).contains("../src/A.java.txt"));
    assertEquals(
        "const searchIndex = [{\"page\":\"Title\",\"section\":\"Title\","
            + "\"link\":\"docs/a.html#title\",\"text\":\"All words.\"}];\n",
        Files.readString(site.resolve("index.js")));
  }

  private void page(String path, String body) throws IOException {
    Path file = site.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "<html><body><main id='bodyColumn'>" + body + "</main></body></html>");
  }
}

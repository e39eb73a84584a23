package org.cdrl.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept goes to its owner and place only; what nobody will ask for is closed. */
class ShelfTest {
  private final List<String> closed = new ArrayList<>();
  private final Shelf<AutoCloseable> shelf = new Shelf<>();

  private AutoCloseable open(String name) {
    return () -> closed.add(name);
  }

  @Test
  void whatIsGivenBackIsTakenAgainAtItsPlace() {
    assertNull(shelf.take("a", 1));
    AutoCloseable one = open("one");
    shelf.giveBack("a", 1, one);
    assertNull(shelf.take("a", 2));
    assertNull(shelf.take("b", 1));
    assertSame(one, shelf.take("a", 1));
    assertNull(shelf.take("a", 1));
    assertEquals(List.of(), closed);
  }

  @Test
  void theLastFewOwnersAreKept() {
    shelf.take("a", 0);
    shelf.giveBack("a", 0, open("first of a"));
    shelf.take("a", 1);
    for (String owner : "bcd".split("")) {
      shelf.take(owner, 0);
    }
    assertEquals(List.of(), closed);
    shelf.take("e", 0);
    assertEquals(List.of("first of a"), closed);
    shelf.giveBack("a", 1, open("second of a"));
    assertEquals(List.of("first of a", "second of a"), closed);
  }

  @Test
  void anOwnerClearsWhatItHas() {
    shelf.take("a", 0);
    shelf.giveBack("a", 0, open("a"));
    shelf.take("b", 0);
    shelf.giveBack("b", 0, open("b"));
    shelf.clear("a");
    assertEquals(List.of("a"), closed);
    assertNull(shelf.take("a", 0));
  }
}

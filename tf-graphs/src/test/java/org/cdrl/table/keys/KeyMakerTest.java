package org.cdrl.table.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** New keys look like the data's, none is twice, and none is one of the data's. */
class KeyMakerTest {
  private static Set<String> cells(int n, IntFunction<String> text) {
    Set<String> cells = new LinkedHashSet<>();
    for (int i = 0; cells.size() < n; i++) {
      cells.add(text.apply(i));
    }
    return cells;
  }

  private static KeySearch search(Collection<String> cells) {
    KeySearch search = new KeySearch();
    long row = 0;
    for (String cell : cells) {
      search.add(++row, cell);
    }
    return search;
  }

  private static KeyMaker maker(Collection<String> cells) {
    return search(cells).maker().orElseThrow();
  }

  private static List<String> keys(KeyMaker maker, long seed, int n) {
    return IntStream.range(0, n).mapToObj(row -> maker.key(seed, row)).toList();
  }

  /** As many new ones as there are cells, or as can be made. */
  private static List<String> assertGood(Collection<String> cells, KeyMaker maker) {
    int n = maker.free().min(BigInteger.valueOf(cells.size())).intValue();
    List<String> made = keys(maker, 7, n);
    assertEquals(n, new HashSet<>(made).size(), "none is twice");
    for (String key : made) {
      assertFalse(cells.contains(key), key + " is one of the data's");
      assertTrue(key.matches(maker.pattern()), key + " is not of " + maker.pattern());
    }
    assertTrue(cells.stream().allMatch(cell -> cell.matches(maker.pattern())), maker.pattern());
    return made;
  }

  @Test
  void patternsOfAllKinds() {
    Random random = new Random(5);
    assertEquals(
        "AB-[0-9]{5}", pattern(200, i -> "AB-" + String.format("%05d", random.nextInt(100_000))));
    assertEquals("[1-9][0-9]{5}", pattern(300, i -> "" + (100_000 + random.nextInt(900_000))));
    assertEquals(
        "[1-9][0-9]{2,5}",
        pattern(400, i -> "" + (100 + random.nextInt(random.nextInt(999_000) + 1))));
    assertEquals("[A-Z]{3}[0-9]{3}", pattern(900, i -> letters(random, 3) + digits(random, 3)));
    assertEquals("[0-9a-f]{12}", pattern(200, i -> hex(random, 12)));
    assertEquals("\\(0[0-9]\\) [0-9]{4}/X", pattern(90, i -> phone(random)));
    String uuid =
        pattern(
            1000,
            i ->
                new UUID(
                        random.nextLong() & ~0xF000L | 0x4000L,
                        random.nextLong() & ~(3L << 62) | 1L << 63)
                    .toString());
    assertEquals("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", uuid);
  }

  private static String phone(Random random) {
    return "(0" + random.nextInt(10) + ") " + digits(random, 4) + "/X";
  }

  private static String pattern(int n, IntFunction<String> text) {
    Set<String> cells = cells(n, text);
    KeyMaker maker = maker(cells);
    assertGood(cells, maker);
    return maker.pattern();
  }

  private static String digits(Random random, int n) {
    return random(random, n, "0123456789");
  }

  private static String letters(Random random, int n) {
    return random(random, n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  }

  private static String hex(Random random, int n) {
    return random(random, n, "0123456789abcdef");
  }

  private static String random(Random random, int n, String from) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < n; i++) {
      text.append(from.charAt(random.nextInt(from.length())));
    }
    return text.toString();
  }

  @Test
  void randomPatterns() {
    Random random = new Random(11);
    String separators = "-/_. #:+*()[]{}^$|?\\";
    for (int round = 0; round < 60; round++) {
      List<IntFunction<String>> parts = new ArrayList<>();
      int fields = 1 + random.nextInt(4);
      for (int f = 0; f < fields; f++) {
        int length = 1 + random.nextInt(6);
        String alphabet =
            List.of("0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abc", "0123456789ABCDEF")
                .get(random.nextInt(4));
        String separator = "" + separators.charAt(random.nextInt(separators.length()));
        parts.add(i -> random(random, length, alphabet) + separator);
      }
      Set<String> cells = new LinkedHashSet<>();
      int wanted = 2 + random.nextInt(300);
      for (int i = 0; i < 3 * wanted && cells.size() < wanted; i++) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.apply(0)));
        cells.add(text.toString());
      }
      KeySearch search = search(cells);
      if (search.obstacle() == null) {
        assertGood(cells, search.maker().orElseThrow());
      }
    }
  }

  @Test
  void runningNumbersGoOn() {
    assertEquals(List.of("31", "32"), next(30, i -> "" + (i + 1)));
    assertEquals(List.of("1100", "1110"), next(30, i -> "" + (1090 - 10 * i)));
    assertEquals(List.of("F0601", "F0602"), next(600, i -> String.format("F%04d", i + 1)));
    assertEquals(List.of("0100/24", "0101/24"), next(50, i -> String.format("%04d/24", 99 - i)));
    assertEquals(List.of("100", "101"), next(90, i -> "" + (i + 10)), "numbers may get longer");
    assertEquals(List.of("9", "10"), next(3, i -> "" + (6 + i)));
  }

  private static List<String> next(int n, IntFunction<String> text) {
    Set<String> cells = cells(n, text);
    KeyMaker maker = maker(cells);
    return assertGood(cells, maker).subList(0, 2);
  }

  @Test
  void otherSeedsMakeOtherKeysOfTheSameOnes() {
    KeyMaker maker = maker(cells(60, i -> "K" + (i * 37 % 100 + 100) + "-" + i % 7));
    int n = maker.free().intValueExact();
    assertNotEquals(keys(maker, 1, n), keys(maker, 2, n));
    assertEquals(keys(maker, 1, n), keys(maker, 1, n));
    assertEquals(new HashSet<>(keys(maker, 1, n)), new HashSet<>(keys(maker, 2, n)));
  }

  @Test
  void tooFewKeysAreToldBefore() {
    KeyMaker maker = maker(cells(700, i -> String.format("%03d-A", i * 381 % 1000)));
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> maker.requireFree("code", 1000));
    assertTrue(wrong.getMessage().contains("\"code\""), wrong.getMessage());
    assertTrue(wrong.getMessage().contains("draw fewer rows, or leave them out"));
    maker.requireFree("code", maker.free().longValueExact());
    assertThrows(IllegalArgumentException.class, () -> maker.key(0, maker.free().longValueExact()));
    KeyMaker running = maker(cells(90, i -> "N" + (i + 10)));
    assertEquals(BigInteger.ZERO, running.free(), "two digits, and all are taken");
  }

  @Test
  void blocksSayMayBeOfAboutHalfOfAllKeys() {
    Random random = new Random(3);
    PatternKeys maker =
        (PatternKeys) maker(cells(5000, i -> letters(random, 2) + digits(random, 6)));
    BitSet taken = maker.taken();
    double share =
        maker.block().doubleValue() * taken.cardinality() / maker.form().size().doubleValue();
    assertEquals(.5, share, .03);
    PatternKeys dense =
        (PatternKeys) maker(cells(300, i -> String.format("%03d-%d", i * 381 % 1000, 1 + i % 2)));
    assertTrue(dense.block().compareTo(BigInteger.TWO) >= 0, "a bit never tells of a single key");
  }

  @Test
  void whatIsNoKeyIsNamed() {
    assertObstacle("row 3 has \"a1\", as a row before has", List.of("a1", "a2", "a1"));
    assertObstacle("row 1 has \"2.25\", a number with decimals", List.of("2.25", "1"));
    assertObstacle("row 2 has \"Andrew\", of another pattern", List.of("Ann", "Andrew"));
    assertObstacle("row 1 has \"ann@example.org\"", List.of("ann@example.org"));
    assertObstacle("every cell is missing", List.of());
    assertEquals(null, search(List.of("Ann", "Bob")).obstacle(), "of one length: codes");
  }

  private static void assertObstacle(String told, List<String> cells) {
    KeySearch search = search(cells);
    assertTrue(search.obstacle().startsWith(told), search.obstacle());
    assertTrue(search.maker().isEmpty());
  }

  @Test
  void ordersAreOneToOne() {
    for (int size : new int[] {1, 2, 3, 4, 5, 16, 17, 100, 257, 1000}) {
      BigInteger all = BigInteger.valueOf(size);
      Shuffle order = new Shuffle(all, size);
      Set<BigInteger> numbers = new HashSet<>();
      for (int place = 0; place < size; place++) {
        BigInteger number = order.at(BigInteger.valueOf(place));
        assertTrue(number.signum() >= 0 && number.compareTo(all) < 0);
        assertEquals(BigInteger.valueOf(place), order.placeOf(number));
        numbers.add(number);
      }
      assertEquals(size, numbers.size());
    }
    Shuffle large = new Shuffle(BigInteger.TEN.pow(40), 9);
    BigInteger place = new BigInteger("1234567890123456789012345678901234567");
    assertEquals(place, large.placeOf(large.at(place)));
  }
}

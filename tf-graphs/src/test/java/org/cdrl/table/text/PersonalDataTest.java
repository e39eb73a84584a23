package org.cdrl.table.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.junit.jupiter.api.Test;

/** What looks like data of people is pointed out, and what does not is not. */
class PersonalDataTest {
  private static String what(String header, IntFunction<String> cell) {
    PersonalData data = new PersonalData();
    IntStream.range(0, 40).mapToObj(cell).forEach(data::add);
    return data.what(header);
  }

  /** A number with the digit behind it that makes it one of a card, by trying all. */
  private static String card(long number) {
    return IntStream.range(0, 10)
        .mapToObj(digit -> "" + number + digit)
        .filter(PersonalData::hasCheckDigit)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void formsAreKnown() {
    assertEquals("card numbers", what("x", i -> card(453_214_890_000_000L + 7919L * i)));
    assertEquals(
        "card numbers",
        what("x", i -> card(453_214_890_000_000L + 7919L * i).replaceAll("(.{4})(?=.)", "$1 ")));
    assertEquals("telephone numbers", what("x", i -> "+49 30 " + (1234500 + i)));
    assertEquals("telephone numbers", what("homePhone", i -> "(030) 123-" + (4500 + i)));
    assertEquals("e-mail addresses", what("x", i -> "a" + i + "@example.org"));
    List<String> names = List.of("Ann", "Bob", "Mary-Jane", "O'Neill", "\u00c9mile", "van Dyck");
    for (String header : List.of("name", "last_name", "LastName", "Vorname", "customer name")) {
      assertEquals("names of people", what(header, i -> names.get(i % 5)), header);
    }
  }

  @Test
  void othersAreNone() {
    assertNull(what("name", i -> "x" + i));
    assertNull(what("city", i -> List.of("Berlin", "Rome").get(i % 2)));
    assertNull(what("username_length", i -> "" + i));
    assertNull(what("id", i -> "" + (4_532_148_900_000_000L + i)));
    assertNull(what("date", i -> "2024-01-" + (10 + i % 20)));
    assertNull(what("code", i -> "123-45" + (10 + i)));
  }

  @Test
  void checkDigitsAreLuhns() {
    // The example of ISO/IEC 7812-1, and cards that payment services publish for tests.
    for (String good : List.of("79927398713", "4111 1111 1111 1111", "378282246310005")) {
      assertTrue(PersonalData.hasCheckDigit(good), good);
    }
    assertFalse(PersonalData.hasCheckDigit("79927398710"));
  }

  @Test
  void itIsToldWithWhatToDo() {
    SchemaInference inference = new SchemaInference(List.of("last_name", "x"), CellFormat.DEFAULT);
    for (int r = 0; r < 40; r++) {
      inference.add(new String[] {r % 3 == 0 ? "Smith" : "Miller", "" + r % 7});
    }
    Column column = inference.schema().column(0);
    assertTrue(
        column.reason().endsWith("may be names of people: last_name=ignore leaves it out"),
        column.reason());
  }
}

package org.cdrl.tribuo.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Files that are no text, or text of another kind, by how they begin; and the way to a table. */
enum ForeignFile {
  XLSX("504B0304", "xl/", "an Excel workbook", Advice.SAVE_AS_CSV),
  OFFICE("504B0304", "[content_types].xml", "an Office document", Advice.SAVE_AS_CSV),
  ODS("504B0304", "opendocument.spreadsheet", "an OpenDocument spreadsheet", Advice.SAVE_AS_CSV),
  ZIP("504B0304", "", "a zip archive", "unpack it, and name the table inside"),
  EMPTY_ZIP("504B0506", "", "an empty zip archive", "name a table"),
  XLS("D0CF11E0A1B11AE1", "", "an old Excel workbook", Advice.SAVE_AS_CSV),
  PARQUET("50415231", "", "a Parquet file", Advice.WRITE_AS_CSV),
  ARROW("4152524F5731", "", "an Arrow file", Advice.WRITE_AS_CSV),
  FEATHER("46454131", "", "a Feather file", Advice.WRITE_AS_CSV),
  AVRO("4F626A01", "", "an Avro file", Advice.WRITE_AS_CSV),
  HDF5("894844460D0A1A0A", "", "an HDF5 file", Advice.WRITE_AS_CSV),
  SQLITE("53514C69746520666F726D6174203300", "", "an SQLite database", Advice.WRITE_AS_CSV),
  BZIP2("425A68", "1ay&sy", "compressed with bzip2", Advice.UNPACK),
  XZ("FD377A585A00", "", "compressed with xz", Advice.UNPACK),
  ZSTD("28B52FFD", "", "compressed with zstd", Advice.UNPACK),
  SEVEN_ZIP("377ABCAF271C", "", "a 7z archive", "unpack it, and name the table inside"),
  TAR("", "\0ustar", "a tar archive", "unpack it, and name the table inside"),
  PDF("255044462D", "", "a PDF document", "export its table as CSV"),
  JSON_OBJECT("7B", "\":", "JSON", Advice.WRITE_AS_CSV),
  JSON_ARRAY("5B", "\":", "JSON", Advice.WRITE_AS_CSV),
  HTML("3C", "<html", "a web page", Advice.SAVE_AS_CSV),
  XML("3C3F786D6C", "", "XML", Advice.SAVE_AS_CSV);

  /** What to do about files of several kinds. */
  private static final class Advice {
    static final String SAVE_AS_CSV = "save the sheet as CSV";
    static final String WRITE_AS_CSV = "write it as CSV";
    static final String UNPACK = "unpack it, or compress it with gzip";
  }

  private final byte[] start;
  private final String mark;
  private final String what;
  private final String advice;

  ForeignFile(String start, String mark, String what, String advice) {
    this.start = HexFormat.of().parseHex(start);
    this.mark = mark;
    this.what = what;
    this.advice = advice;
  }

  /**
   * What a file is, if it is no table in text.
   *
   * @param head the first bytes, about 4,096
   */
  static Optional<ForeignFile> of(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(f -> Arrays.equals(f.start, Arrays.copyOf(head, f.start.length)))
        .filter(f -> text.contains(f.mark))
        .findFirst();
  }

  /** What the file is and what to do about it, as the end of a sentence. */
  String advice() {
    return what + "; " + advice;
  }
}

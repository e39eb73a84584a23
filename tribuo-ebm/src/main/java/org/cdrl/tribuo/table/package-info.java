/**
 * Tables in CSV and ARFF files: reading with errors that name line and column, whole or some rows
 * at a time, and writing. {@link org.cdrl.tribuo.table.TableFile} is the way in.
 *
 * <p>Commands that copy a file read it through {@code TableStream}, whose rows keep their text, and
 * write it through {@code RowCopier}, so that encoding, byte-order mark, line ends, quotes and
 * blanks do not change. {@code TableFormat} says how text is laid out in a file, {@code CellFormat}
 * how cells are written as text.
 */
package org.cdrl.tribuo.table;

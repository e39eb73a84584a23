/**
 * Tables in CSV and ARFF files: reading with errors that name line and column, whole or some rows
 * at a time, and writing.
 *
 * <p>{@link org.cdrl.tribuo.table.TableFile} is the way in. May depend on OpenCSV, {@code
 * org.cdrl.table}, {@code org.cdrl.table.text} and the engine's public API.
 */
package org.cdrl.tribuo.table;

/**
 * Tables in CSV and ARFF files: reading with errors that name line and column, whole or some rows
 * at a time, and writing.
 *
 * <p>{@link org.cdrl.tribuo.table.TableFile} is the way in.
 */
package org.cdrl.tribuo.table;

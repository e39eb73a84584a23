/**
 * The way between cells as text and cells as doubles: which schema a table of text has, what a cell
 * says under a schema, and how a double is written.
 *
 * <p>Files are no business of this room: it is fed rows of strings, in which null is a missing
 * cell.
 */
package org.cdrl.table.text;

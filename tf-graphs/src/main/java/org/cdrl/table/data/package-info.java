/** A table as data: columns, their schema, rows of cells. */
package org.cdrl.table.data;

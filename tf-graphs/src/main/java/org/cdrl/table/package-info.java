/**
 * Models of tables of mixed columns: training, drawing, filling in, scoring and classifying whole
 * rows.
 */
package org.cdrl.table;

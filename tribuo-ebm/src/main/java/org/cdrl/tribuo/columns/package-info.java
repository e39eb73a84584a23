/**
 * Between the features of Tribuo's examples and the columns of a table. {@link
 * org.cdrl.tribuo.columns.FeatureColumns} is the way in.
 *
 * <p>Columns are taken from the provenance of a {@code TableDataSource} or a {@code RowProcessor},
 * and are inferred otherwise. Features are found by name, never by id.
 */
package org.cdrl.tribuo.columns;

/**
 * Between the features of Tribuo's examples and the columns of a table.
 *
 * <p>{@link org.cdrl.tribuo.columns.FeatureColumns} is the way in. May depend on Tribuo, {@code
 * org.cdrl.table} and this module's messages.
 */
package org.cdrl.tribuo.columns;

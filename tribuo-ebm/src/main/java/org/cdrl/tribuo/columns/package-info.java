/**
 * Between the features of Tribuo's examples and the columns of a table.
 *
 * <p>{@link org.cdrl.tribuo.columns.FeatureColumns} is the way in.
 */
package org.cdrl.tribuo.columns;

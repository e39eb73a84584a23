/**
 * One class per type of output: how outputs join the table that a model learns, and how they are
 * predicted from it.
 *
 * <p>May depend on Tribuo, {@code org.cdrl.table} and this module's messages.
 */
package org.cdrl.tribuo.conditioning;
